using CsCheck;
using Ecg.Signals.Metadata;
using NUnit.Framework;

namespace Ecg.Tests.Signals.Metadata;

internal sealed class ColumnNamesTests
{
    private static readonly string[] FixedColumns = ["record_id", "conversion_id", "sample", "time_us", "dataset"];

    [TestCase("MLII", "mlii")]
    [TestCase("aVR", "avr")]
    [TestCase("ECG lead 0", "ecg_lead_0")]
    [TestCase("V1-V2", "v1_v2")]
    [TestCase("3", "_3")]
    [TestCase("Größe", "gr__e")]
    [TestCase("µ±", "ch1")]
    [TestCase("", "ch1")]
    [TestCase("sample", "sample_lead")]
    [TestCase("Record ID", "record_id_lead")]
    [TestCase("Conversion_ID", "conversion_id_lead")]
    [TestCase("TIME_US", "time_us_lead")]
    [TestCase("dataset", "dataset_lead")]
    public void Names_a_column_after_its_lead(string lead, string column) =>
        Assert.That(ColumnNames.Assign([lead]), Is.EqualTo(new[] { column }));

    [Test]
    public void Counts_names_that_come_twice() =>
        Assert.That(ColumnNames.Assign(["II", "ii", "V", "II"]), Is.EqualTo(new[] { "ii", "ii_2", "v", "ii_3" }));

    [Test]
    public void Keeps_counted_names_apart_from_names_that_look_counted() =>
        Assert.That(ColumnNames.Assign(["ii_2", "ii", "ii", "ii_2"]), Is.EqualTo(new[] { "ii_2", "ii", "ii_3", "ii_2_2" }));

    [Test]
    public void Keeps_room_for_normalised_columns() =>
        Assert.That(ColumnNames.Assign(["i", "i_norm", "v_norm", "v"]), Is.EqualTo(new[] { "i", "i_norm_2", "v_norm", "v_2" }));

    [Test]
    public void Cuts_a_name_that_no_engine_would_take() => Assert.That(ColumnNames.Assign([new string('x', 100_000)])[0], Has.Length.EqualTo(64));

    [Test]
    public void Names_a_thousand_leads_of_one_name()
    {
        IReadOnlyList<string> columns = ColumnNames.Assign([.. Enumerable.Repeat("x", 1024)]);

        Assert.That(columns[1023], Is.EqualTo("x_1024"));
    }

    [Test]
    public void Names_are_unique_valid_and_stable_whatever_the_leads_are_called()
    {
        string[] pieces = ["i", "I", "_norm", "_2", "_lead", "sample", "time_us", "2", " ", "ä", "\0", "V"];
        Gen<string> name = Gen.Int[0, pieces.Length - 1].Array[0, 4].Select(parts => string.Concat(parts.Select(i => pieces[i])));

        Gen.OneOf(name, Gen.String).Array[1, 12].Sample(leads =>
        {
            IReadOnlyList<string> columns = ColumnNames.Assign(leads);
            var all = columns.Concat(columns.Select(column => $"{column}_norm")).Concat(FixedColumns).ToList();

            Assert.That(all.Distinct().Count(), Is.EqualTo(all.Count), string.Join('|', leads));
            Assert.That(columns, Has.All.Match("^[a-z_][a-z0-9_]*$"));
            Assert.That(ColumnNames.Assign(leads), Is.EqualTo(columns));
            Assert.That(ColumnNames.Assign(leads[..^1]), Is.EqualTo(columns.SkipLast(1)), "a further lead renames none before it");
        });
    }
}
