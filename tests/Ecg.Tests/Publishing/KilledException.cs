namespace Ecg.Tests.Publishing;

/// <summary>A run ends here, whatever it had in mind.</summary>
internal sealed class KilledException : Exception;
