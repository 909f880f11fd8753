using System.Runtime.ExceptionServices;

namespace Ecg.Signals.Selection;

/// <summary>The damaged variables of a file, and whether one of them may have been the signal.</summary>
internal sealed class DamagedVariables
{
    // A file with more of them counts as a damaged file.
    private const int Most = 16;

    private const int LongestName = 80;

    private readonly List<(string? Name, RejectedException Damage)> _damaged = [];

    /// <summary>The issue that names them all, or none.</summary>
    public IReadOnlyList<string> Issues => _damaged.Count == 0
        ? []
        : [$"passed over, cannot be read: {OneLine.List([.. _damaged.Select(damaged => Describe(damaged.Name))], Most)}"];

    /// <summary>Adds a variable.</summary>
    /// <param name="variable">Its name; <see langword="null"/> if it could not be read.</param>
    /// <param name="damage">The damage.</param>
    /// <exception cref="RejectedException">There are too many; the first one's damage is reported.</exception>
    public void Add(string? variable, RejectedException damage)
    {
        _damaged.Add((variable, damage));
        if (_damaged.Count > Most)
        {
            ExceptionDispatchInfo.Throw(_damaged[0].Damage);
        }
    }

    /// <summary>Rejects the file if a damaged variable may have been the signal.</summary>
    /// <param name="rank">The rank of the chosen array's name; <see langword="null"/> if it has no signal name, or if none is chosen.</param>
    /// <exception cref="RejectedException">The first damaged variable whose name might have outranked the chosen array.</exception>
    public void RejectUnlessBeatenBy(int? rank)
    {
        foreach ((string? name, RejectedException? damage) in _damaged)
        {
            if (!IsBeaten(name, rank))
            {
                ExceptionDispatchInfo.Throw(damage);
            }
        }
    }

    // The variable may be a struct with a field of any name; any workspace variable with a signal name outranks that.
    private static bool IsBeaten(string? name, int? rank)
    {
        if (rank is not { } best || !SignalName.IsOfWorkspace(best))
        {
            return false;
        }

        return name is null
            ? best == SignalName.Highest
            : SignalName.RankOf(name, isField: false) is not { } own || own > best;
    }

    private static string Describe(string? name)
    {
        if (name is null)
        {
            return "a variable without a readable name";
        }

        return name.Length <= LongestName ? OneLine.Clean(name) : $"{OneLine.Clean(name.AsSpan(0, LongestName))}...";
    }
}
