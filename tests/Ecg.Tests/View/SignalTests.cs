using System.Diagnostics;
using System.Globalization;
using Ecg.Cli.View;
using NUnit.Framework;

namespace Ecg.Tests.View;

/// <summary>What the page is given to draw of a day.</summary>
public sealed class SignalTests
{
    private LongLake _lake = null!;
    private ServedLake _page = null!;

    [OneTimeSetUp]
    public async Task OneTimeSetUp()
    {
        _lake = new LongLake();
        _page = await ServedLake.StartAsync(_lake.Path);
    }

    [OneTimeTearDown]
    public async Task OneTimeTearDown()
    {
        await _page.DisposeAsync();
        _lake.Dispose();
    }

    [Test]
    public async Task Is_the_samples_themselves_at_level_0()
    {
        float[] tile = await TileAsync(0, 7);

        Assert.That(tile, Has.Length.EqualTo(2 * SignalLevel.TileLength));
        for (int index = 0; index < SignalLevel.TileLength; index++)
        {
            Assert.That(tile[index], Is.EqualTo(LongLake.ValueAt((7 * SignalLevel.TileLength) + index) / 200f).Within(1e-6f));
        }
    }

    [Test]
    public async Task Is_what_SQL_says_is_the_least_and_the_greatest([Values(1, 3, 5, 6, 8, 12)] int level)
    {
        int tileSpan = SignalLevel.TileLength << level;
        int tile = Math.Min(LongLake.GapStart, LongLake.Samples - 1) / tileSpan;
        List<object?[]> rows = _lake.Query(
            $$"""
            select "sample" >> {{level}}, min(mlii), max(mlii), min(v1), max(v1) from {samples}
            where "sample" >= {{tile * tileSpan}} and "sample" < {{(tile + 1) * tileSpan}} group by 1 order by 1
            """);

        float[] values = await TileAsync(level, tile);

        int count = values.Length / 4;
        Assert.That(count, Is.EqualTo(rows.Count));
        for (int index = 0; index < count; index++)
        {
            object?[] row = rows[index];
            float[] actual = [values[2 * index], values[(2 * index) + 1], values[(2 * count) + (2 * index)], values[(2 * count) + (2 * index) + 1]];
            Assert.That(actual, Is.EqualTo(row.Skip(1).Select(value => value is null ? float.NaN : Convert.ToSingle(value, CultureInfo.InvariantCulture))), $"row {index}");
        }
    }

    [Test]
    public async Task Is_one_tile_at_the_coarsest_level()
    {
        float[] values = await TileAsync(31, 0);

        List<object?[]> rows = _lake.Query("select min(mlii), max(mlii), min(v1), max(v1) from {samples}");
        Assert.That(values, Is.EqualTo(rows[0].Select(value => Convert.ToSingle(value, CultureInfo.InvariantCulture))));
    }

    [Test]
    public async Task Is_there_without_waiting()
    {
        await using ServedLake fresh = await ServedLake.StartAsync(_lake.Path);
        await fresh.JsonAsync("api/lake");
        var first = Stopwatch.StartNew();
        await fresh.FloatsAsync($"api/tile?id={LongLake.Id}&level=12&tile=0");
        first.Stop();
        var times = new List<double>();
        var random = new Random(1);
        for (int request = 0; request < 40; request++)
        {
            int level = request % 12;
            long tiles = (SignalLevel.LengthOf(LongLake.Samples, level) + SignalLevel.TileLength - 1) / SignalLevel.TileLength;
            var clock = Stopwatch.StartNew();
            await TileAsync(level, random.Next((int)tiles));
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        await TestContext.Out.WriteLineAsync($"the overview {first.ElapsedMilliseconds} ms; any other tile: median {times[20]:0.0} ms, 95 % within {times[37]:0.0} ms");
        Assert.That(times[20], Is.LessThan(150));
    }

    private Task<float[]> TileAsync(int level, int tile) => _page.FloatsAsync($"api/tile?id={LongLake.Id}&level={level}&tile={tile}");
}
