using Ecg.Formats;
using NUnit.Framework;

namespace Ecg.Tests.Formats;

internal sealed class ScratchSpaceTests
{
    private const int Megabyte = 1 << 20;

    [Test]
    public void Keeps_samples_on_the_disk_where_the_memory_is_taken_by_others()
    {
        var space = new ScratchSpace(8 * Megabyte, 100 * Megabyte, "raise it");
        using SampleBuffer first = Filled(space.Open(), 4);
        using SampleBuffer second = Filled(space.Open(), 4);

        Assert.That(first.IsSpooled, Is.False);
        Assert.That(second.IsSpooled, Is.True);
        byte[] last = new byte[1];
        second.ReadBytes(second.Length - 1, last);
        Assert.That(last[0], Is.EqualTo(4));
    }

    [Test]
    public void Rejects_a_recording_whose_buffers_together_take_more_than_all_of_the_disk()
    {
        ScratchShare share = new ScratchSpace(0, 8 * Megabyte, "raise it").Open();
        using SampleBuffer first = Filled(share, 6);

        RejectedException? rejection = Assert.Throws<RejectedException>(() => Filled(share, 6));

        Assert.That(rejection!.Reason, Is.EqualTo(RejectionReason.TooLarge));
        Assert.That(rejection.Message, Does.Contain("8 MB").And.Contain("raise it"));
    }

    [Test]
    public void Fails_a_recording_that_fits_alone_and_not_beside_the_others()
    {
        var space = new ScratchSpace(0, 8 * Megabyte, "raise it");
        using (Filled(space.Open(), 6))
        {
            Assert.Throws<ScratchFullException>(() => Filled(space.Open(), 6));
        }

        Filled(space.Open(), 6).Dispose();
    }

    [Test]
    public void Has_everything_back_when_the_buffers_are_disposed_of()
    {
        var space = new ScratchSpace(64 * Megabyte, 64 * Megabyte, "raise it");
        ScratchShare share = space.Open();
        using (Filled(share, 40))
        using (Filled(share, 3))
        {
            Assert.That(space.FreeMemory, Is.LessThan(64 * Megabyte));
            Assert.That(space.FreeDisk, Is.LessThan(64 * Megabyte));
        }

        Assert.That(space.FreeMemory, Is.EqualTo(64 * Megabyte));
        Assert.That(space.FreeDisk, Is.EqualTo(64 * Megabyte));
    }

    [Test]
    public void Keeps_no_more_than_a_block_in_memory_of_what_is_on_the_disk()
    {
        var space = new ScratchSpace(SampleBuffer.MemoryLimit, 100 * Megabyte, "raise it");
        using SampleBuffer buffer = Filled(space.Open(), 40);

        Assert.That(buffer.IsSpooled, Is.True);
        Assert.That(space.FreeMemory, Is.EqualTo(SampleBuffer.MemoryLimit));
    }

    private static SampleBuffer Filled(ScratchShare share, int megabytes)
    {
        var buffer = new SampleBuffer(SampleType.UInt8, share);
        try
        {
            for (int i = 1; i <= megabytes; i++)
            {
                byte[] block = new byte[Megabyte];
                Array.Fill(block, (byte)i);
                buffer.Append(block);
            }

            return buffer;
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
    }
}
