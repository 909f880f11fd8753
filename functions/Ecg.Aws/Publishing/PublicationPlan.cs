namespace Ecg.Aws.Publishing;

/// <summary>What the state machine is to do with a batch.</summary>
public sealed record PublicationPlan
{
    /// <summary>How many recordings the batch has; 0 where nothing waits.</summary>
    public int Recordings { get; init; }

    /// <summary>Whether one of them was converted.</summary>
    public bool HasRows { get; init; }

    /// <summary>Whether something was found in one of them.</summary>
    public bool HasAnnotations { get; init; }

    /// <summary>Whether one of them was rejected.</summary>
    public bool HasRejections { get; init; }

    /// <summary>Statements that give tables the columns that they lack, those of a batch's files first.</summary>
    public IReadOnlyList<string> NewColumns { get; init; } = [];

    /// <summary>The batch's lead columns behind the fixed ones, each with a comma before it.</summary>
    public string Columns { get; init; } = string.Empty;

    /// <summary>The same, as columns of <c>s</c>.</summary>
    public string Values { get; init; } = string.Empty;
}
