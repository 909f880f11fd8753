namespace EndToEnd.Tests.Faults;

/// <summary>What can go wrong with a request.</summary>
internal enum FaultKind
{
    /// <summary>503 SlowDown: S3 throttles.</summary>
    SlowDown,

    /// <summary>500 InternalError.</summary>
    InternalError,

    /// <summary>403 AccessDenied.</summary>
    AccessDenied,

    /// <summary>The answer's body ends half-way, though its length was announced.</summary>
    Cut,

    /// <summary>The answer comes late.</summary>
    Late,

    /// <summary>The connection breaks before the request has been served.</summary>
    Reset,

    /// <summary>The connection breaks after the request has been served: the answer is lost.</summary>
    LostAnswer,

    /// <summary>The request is held back for as long as the proxy lives.</summary>
    Held,
}
