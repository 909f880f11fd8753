using System.Text;
using Ecg.Formats.Wfdb;
using Ecg.Formats.Wfdb.Writing;
using NUnit.Framework;

namespace Ecg.Tests.Formats.Wfdb;

/// <summary>Damaged headers and damaged annotation files: each is read or rejected, and costs no more than its bytes justify.</summary>
public sealed class WfdbMutationTests
{
    private const string Header = "r 4 250/100(5) 60 12:30:00 22/11/2026\n"
        + "r.dat 212 200(10)/mV 11 0 0 1770 0 MLII\nr.dat 212x2 100/uV 11 0 0 3540 0 V5\ns.dat 16:3+4 200\nt.dat 8 200 10 0 5 7 0 III\n#Age: 57\n";

    [Test]
    public void Reads_or_rejects_a_record_with_a_damaged_header() =>
        AssertBoth(MutationHarness.Run(Encoding.ASCII.GetBytes(Header), 4_000, 51, ReadHeader));

    [Test]
    public void Reads_or_rejects_a_record_of_segments_with_a_damaged_header() =>
        AssertBoth(MutationHarness.Run("m/4 4 250 190\nlayout 0\nr 60\n~ 70\nr 60\n"u8.ToArray(), 4_000, 52, ReadHeader));

    [Test]
    public void Reads_or_rejects_a_record_with_a_damaged_segment() =>
        AssertBoth(MutationHarness.Run(Encoding.ASCII.GetBytes(Header), 4_000, 53, header => Read("m/3 4 250 190\nlayout 0\nr 60\n~ 70\n"u8.ToArray(), header)));

    [Test]
    public void Reads_or_rejects_damaged_annotations()
    {
        (int accepted, int rejected) = MutationHarness.Run(Annotations(), 4_000, 54, mutant => WfdbAnnotationReader.Read(new MemoryStream(mutant), "r.atr"));

        // Nearly every pair of bytes is an annotation.
        Assert.That(accepted, Is.GreaterThan(3_000));
        Assert.That(accepted + rejected, Is.EqualTo(4_000));
    }

    private static void AssertBoth((int Accepted, int Rejected) outcomes) =>
        Assert.That(Math.Min(outcomes.Accepted, outcomes.Rejected), Is.GreaterThan(20), outcomes.ToString());

    private static void ReadHeader(byte[] header) => Read(header, Encoding.ASCII.GetBytes(Header));

    private static void Read(byte[] header, byte[] segment)
    {
        RecordFiles files = new RecordFiles()
            .With("layout.hea", "layout 2 250 0\n~ 0 200/mV 12 0 0 0 0 III\n~ 0 200/mV 12 0 0 0 0 MLII\n")
            .With("r.hea", segment)
            .With("r.dat", new byte[270])
            .With("s.dat", new byte[130])
            .With("t.dat", new byte[60]);
        try
        {
            using WfdbSamples samples = WfdbRecordReader.ReadAsync(WfdbHeader.Read(new MemoryStream(header), "r.hea"), files).GetAwaiter().GetResult();
        }
        catch (MissingFileException missing)
        {
            throw new RejectedException(RejectionReason.HeaderMismatch, missing.Message);
        }
    }

    private static byte[] Annotations()
    {
        using var output = new MemoryStream();
        WfdbAnnotationWriter.Write(output, new WfdbAnnotations(
            [
                new WfdbAnnotation(18, 28) { Text = "(N" },
                new WfdbAnnotation(77, 1) { Channel = 1, Number = -3 },
                new WfdbAnnotation(900_000, 5) { Subtype = -1 },
                new WfdbAnnotation(900_400, 22) { Text = "a comment" },
            ],
            360,
            []));
        return output.ToArray();
    }
}
