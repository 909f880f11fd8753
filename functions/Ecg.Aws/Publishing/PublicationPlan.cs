namespace Ecg.Aws.Publishing;

/// <summary>The state machine's plan for a batch.</summary>
public sealed record PublicationPlan
{
    /// <summary>The number of recordings in the batch; 0 if nothing is waiting.</summary>
    public int Recordings { get; init; }

    /// <summary>Whether any of them was converted.</summary>
    public bool HasRows { get; init; }

    /// <summary>Whether any of them has annotations.</summary>
    public bool HasAnnotations { get; init; }

    /// <summary>Whether any of them was rejected.</summary>
    public bool HasRejections { get; init; }

    /// <summary>The statements that add missing columns, to the tables of the batch's files first.</summary>
    public IReadOnlyList<string> NewColumns { get; init; } = [];

    /// <summary>The batch's lead columns after the fixed ones, each preceded by a comma.</summary>
    public string Columns { get; init; } = string.Empty;

    /// <summary>The same columns, qualified with <c>s</c>.</summary>
    public string Values { get; init; } = string.Empty;
}
