using CsCheck;
using Ecg.Cli.Querying;
using NUnit.Framework;

namespace Ecg.Tests.Queries;

public sealed class TableFitTests
{
    [Test]
    public void Leaves_columns_that_fit_as_they_are() =>
        Assert.That(TableFit.Widths([(20, true), (8, false)], 80), Is.EqualTo(new[] { 20, 8 }));

    [Test]
    public void Cuts_the_widest_text_first_and_never_a_number() =>
        Assert.That(TableFit.Widths([(20, true), (60, true), (8, false)], 80), Is.EqualTo(new[] { 20, 42, 8 }));

    [Test]
    public void Leaves_out_the_last_columns_where_no_cut_makes_room() =>
        Assert.That(TableFit.Widths([(30, true), (30, true), (30, false), (30, false)], 80), Has.Length.EqualTo(3));

    [Test]
    public void Shows_none_where_not_even_the_first_has_room() => Assert.That(TableFit.Widths([(90, false)], 80), Is.Empty);

    [Test]
    public void Never_takes_more_than_the_room() => Gen.Select(Gen.Select(Gen.Int[1, 120], Gen.Bool).Array[1, 12], Gen.Int[20, 200]).Sample((columns, room) =>
    {
        int[] widths = TableFit.Widths(columns, room);
        return widths.Sum(width => width + 3) + 1 <= Math.Max(room, 1)
            && widths.Select((width, column) => width <= columns[column].Item1 && (columns[column].Item2 || width == columns[column].Item1)).All(fits => fits);
    });
}
