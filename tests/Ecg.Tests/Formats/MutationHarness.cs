using System.Diagnostics;
using System.Globalization;
using Ecg.Formats.Mat;
using Ecg.Tests.Formats.Mat;
using NUnit.Framework;

namespace Ecg.Tests.Formats;

/// <summary>
/// Gives damaged files to whatever reads them. Each must be read or rejected: no other exception, no hanging, no memory
/// that the bytes do not justify. A mutant depends on nothing but the seed file, the random seed and its number.
/// </summary>
internal sealed class MutationHarness
{
    /// <summary>The most bytes that may be allocated over those of the mutant.</summary>
    private const long AllocationLimit = 64L << 20;

    /// <summary>Small enough to show that no nesting in a file is followed without a limit.</summary>
    private const int StackSize = 512 << 10;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(2);

    // A machine with other things to do may give a thread no time for long; nothing that waits waits for longer than this.
    private static readonly TimeSpan WaitLimit = TimeSpan.FromSeconds(60);

    private readonly byte[] _seed;
    private readonly int _randomSeed;
    private readonly Action<byte[]> _read;
    private readonly Func<byte[], Random, byte[]> _mutate;
    private volatile Trial? _trial;
    private volatile string? _failure;
    private int _accepted;
    private int _rejected;

    private MutationHarness(byte[] seed, int randomSeed, Action<byte[]> read, Func<byte[], Random, byte[]> mutate)
    {
        _seed = seed;
        _randomSeed = randomSeed;
        _read = read;
        _mutate = mutate;
    }

    /// <summary>Has <see cref="MatFile"/> read mutants, the elements of every array included.</summary>
    /// <param name="seed">A valid file.</param>
    /// <param name="count">How many mutants to make of it.</param>
    /// <param name="randomSeed">Decides what they are.</param>
    /// <returns>How many were read and how many were rejected.</returns>
    public static (int Accepted, int Rejected) Run(byte[] seed, int count, int randomSeed) =>
        Run(seed, count, randomSeed, ReadAll);

    /// <summary>Has mutants read.</summary>
    /// <param name="seed">A valid file.</param>
    /// <param name="count">How many mutants to make of it.</param>
    /// <param name="randomSeed">Decides what they are.</param>
    /// <param name="read">Reads one, on one thread; it may throw <see cref="RejectedException"/> and nothing else.</param>
    /// <param name="mutate">Makes a mutant; <see cref="Mutator.Mutate"/> if <see langword="null"/>.</param>
    /// <returns>How many were read and how many were rejected.</returns>
    public static (int Accepted, int Rejected) Run(
        byte[] seed,
        int count,
        int randomSeed,
        Action<byte[]> read,
        Func<byte[], Random, byte[]>? mutate = null)
    {
        var harness = new MutationHarness(seed, randomSeed, read, mutate ?? Mutator.Mutate);
        harness.Run(count);
        return (harness._accepted, harness._rejected);
    }

    /// <summary>The mutant of a number, to look at one that failed.</summary>
    public static byte[] Mutant(byte[] seed, int randomSeed, int number, Func<byte[], Random, byte[]>? mutate = null) =>
        (mutate ?? Mutator.Mutate)(seed, new Random(unchecked((randomSeed * 1_000_003) + number)));

    private static void ReadAll(byte[] mutant)
    {
        using var visitor = new CollectingVisitor();
        MatFile.Read(new MemoryStream(mutant), visitor);
    }

    private void Run(int count)
    {
        // What is compiled or pooled on the first use is nobody's fault.
        _read(_seed);

        var worker = new Thread(() => ReadMutants(count), StackSize) { IsBackground = true, Name = "mutants" };
        worker.Start();
        while (!worker.Join(TimeSpan.FromMilliseconds(100)))
        {
            if (_trial is { } trial && trial.HasHung())
            {
                Assert.Fail(Describe(trial, $"took more than {TimeLimit.TotalSeconds} s"));
            }
        }

        if (_failure is { } failure)
        {
            Assert.Fail(failure);
        }
    }

    private void ReadMutants(int count)
    {
        for (int number = 0; number < count && _failure is null; number++)
        {
            var trial = new Trial(number, Mutant(_seed, _randomSeed, number, _mutate));
            _trial = trial;
            _failure = Read(trial);
            _trial = null;
        }
    }

    private string? Read(Trial trial)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            _read(trial.Mutant);
            _accepted++;
        }
        catch (RejectedException rejection) when (!rejection.Message.Contains('\n', StringComparison.Ordinal))
        {
            _rejected++;
        }
        catch (Exception exception)
        {
            return Describe(trial, $"threw {exception}");
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return allocated > AllocationLimit + trial.Mutant.Length
            ? Describe(trial, string.Create(CultureInfo.InvariantCulture, $"allocated {allocated:N0} bytes"))
            : null;
    }

    private string Describe(Trial trial, string what)
    {
        string path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"mutant-{_randomSeed}-{trial.Number}.mat");
        File.WriteAllBytes(path, trial.Mutant);
        return $"Mutant {trial.Number} of random seed {_randomSeed}, {trial.Mutant.Length} bytes, {what}. It is kept as {path}.";
    }

    private sealed class Trial(int number, byte[] mutant)
    {
        private readonly long _started = Stopwatch.GetTimestamp();
        private readonly TimeSpan _processorTime = Environment.CpuUsage.TotalTime;

        public int Number => number;

        public byte[] Mutant => mutant;

        public bool HasHung()
        {
            TimeSpan elapsed = Stopwatch.GetElapsedTime(_started);
            return elapsed > WaitLimit
                || (elapsed > TimeLimit && Environment.CpuUsage.TotalTime - _processorTime > TimeLimit);
        }
    }
}
