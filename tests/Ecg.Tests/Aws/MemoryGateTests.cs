using Ecg.Aws.Batches;
using NUnit.Framework;

namespace Ecg.Tests.Aws;

internal sealed class MemoryGateTests
{
    [Test]
    public async Task Lets_in_what_fits_and_the_rest_when_there_is_room()
    {
        var gate = new MemoryGate(places: 4, bytes: 100);
        IDisposable first = await gate.EnterAsync(60, default);
        Task<IDisposable> second = gate.EnterAsync(60, default);
        Assert.That(second.IsCompleted, Is.False);

        first.Dispose();

        (await second).Dispose();
    }

    [Test]
    public async Task Lets_nobody_pass_by_something_large()
    {
        var gate = new MemoryGate(places: 4, bytes: 100);
        IDisposable first = await gate.EnterAsync(60, default);
        Task<IDisposable> large = gate.EnterAsync(100, default);
        Task<IDisposable> small = gate.EnterAsync(10, default);
        Assert.That(small.IsCompleted, Is.False);

        first.Dispose();
        (await large).Dispose();
        (await small).Dispose();
    }

    [Test]
    public async Task Lets_in_alone_what_is_larger_than_the_whole()
    {
        var gate = new MemoryGate(places: 4, bytes: 100);
        IDisposable huge = await gate.EnterAsync(long.MaxValue, default);
        Task<IDisposable> next = gate.EnterAsync(1, default);
        Assert.That(next.IsCompleted, Is.False);

        huge.Dispose();
        (await next).Dispose();
    }

    [Test]
    public async Task Forgets_whoever_gives_up_waiting()
    {
        using var stop = new CancellationTokenSource();
        var gate = new MemoryGate(places: 1, bytes: 100);
        IDisposable first = await gate.EnterAsync(1, default);
        Task<IDisposable> second = gate.EnterAsync(100, stop.Token);
        Task<IDisposable> third = gate.EnterAsync(1, default);

        await stop.CancelAsync();
        first.Dispose();

        Assert.That(async () => await second, Throws.InstanceOf<OperationCanceledException>());
        (await third).Dispose();
    }
}
