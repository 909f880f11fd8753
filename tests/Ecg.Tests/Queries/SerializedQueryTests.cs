using System.Text.Json;
using DuckDB.NET.Data;
using Ecg.Cli.Querying;
using NUnit.Framework;

namespace Ecg.Tests.Queries;

public sealed class SerializedQueryTests
{
    [TestCase("select * from samples where record_id = 'a'", "a")]
    [TestCase("select avg(ii) from samples where dataset = 'd' and 'a' = RECORD_ID and ii > 0", "a")]
    [TestCase("select * from samples as s where s.record_id in ('a', 'b')", "a,b")]
    [TestCase("describe (select * from samples where samples.record_id = 'a')", "a")]
    [TestCase("select * from samples where record_id = 'a' union all select * from samples where record_id = 'b'", "a,b")]
    [TestCase("with s as (select * from samples where record_id = 'a') select * from s, records", "a")]
    [TestCase("select * from records r left join samples s using (record_id) where s.record_id = 'a'", "a")]
    [TestCase("select * from samples s join samples t using (sample) where s.record_id = 'a' and t.record_id = 'b'", "a,b")]
    public void Knows_the_recordings_that_a_query_asks_for(string sql, string expected) =>
        Assert.That(string.Join(',', RecordIdsOf(sql)!), Is.EqualTo(expected));

    [TestCase("select * from samples")]
    [TestCase("select * from samples where record_id = 'a' or ii > 0")]
    [TestCase("select * from samples where not record_id = 'a'")]
    [TestCase("select * from samples where record_id <> 'a'")]
    [TestCase("select * from samples where record_id like 'a'")]
    [TestCase("select * from samples where record_id not in ('a')")]
    [TestCase("select * from samples where record_id in ('a', dataset)")]
    [TestCase("select * from samples where record_id collate nocase = 'a'")]
    [TestCase("select * from samples where record_id = 1")]
    [TestCase("select * from samples where record_id = NULL")]
    [TestCase("select record_id = 'a' from samples")]
    [TestCase("select * from samples where record_id = 'a' union all select * from samples")]
    [TestCase("select * from samples where exists (select 1 from samples where record_id = 'a')")]
    [TestCase("select * from samples s join samples t using (sample) where s.record_id = 'a'")]
    [TestCase("select * from samples s asof join samples t on s.sample >= t.sample where t.record_id = 'a' and s.record_id = 'a'")]
    [TestCase("select * from records r semi join samples s on s.record_id = r.record_id where r.record_id = 'a'")]
    [TestCase("select * from records s positional join samples t where t.record_id = 'a'")]
    [TestCase("select * from samples tablesample 1 rows where record_id = 'a'")]
    [TestCase("select * from samples s(record_id, x) where s.record_id = 'a'")]
    [TestCase("select * from query('select * from samples'), (select * from samples where record_id = 'a')")]
    [TestCase("select count(*) from samples having max(record_id) = 'a'")]
    public void Takes_every_recording_where_others_may_count(string sql) => Assert.That(RecordIdsOf(sql), Is.Null);

    [TestCase("select samples from records", false)]
    [TestCase("select samples.x from records samples", false)]
    [TestCase("from samples", true)]
    [TestCase("from main.\"SAMPLES\"", true)]
    [TestCase("from query('from samples')", true)]
    [TestCase("from query_table('samples')", true)]
    public void Knows_a_table_from_a_column_of_its_name(string sql, bool expected)
    {
        using JsonDocument tree = Serialize(sql);
        Assert.That(SerializedQuery.MayRead(tree.RootElement, "samples"), Is.EqualTo(expected));
    }

    private static IReadOnlyList<string>? RecordIdsOf(string sql)
    {
        using JsonDocument tree = Serialize(sql);
        Assert.That(tree.RootElement.GetProperty("error").GetBoolean(), Is.False, sql);
        return SerializedQuery.RecordIdsOf(tree.RootElement, "samples");
    }

    private static JsonDocument Serialize(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = "SELECT json_serialize_sql($1::VARCHAR)";
        command.Parameters.Add(new DuckDBParameter(sql));
        return JsonDocument.Parse((string)command.ExecuteScalar()!);
    }
}
