namespace Pulumi.Testing;

/// <summary>
/// Mocks that see a registration as the engine does: with the parent, the options, the dependencies, and with secrets and unknowns. The real mocks
/// are shown less; nothing outside of the tests can know of this.
/// </summary>
internal interface IRegistrationObserver
{
    /// <summary>Takes a registration, before the mocks are asked for the resource's state.</summary>
    void Registered(Registration registration);
}
