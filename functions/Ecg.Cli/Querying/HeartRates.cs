namespace Ecg.Cli.Querying;

/// <summary>The heart rates of a lake's recordings.</summary>
internal static class HeartRates
{
    private const string Column = "heart_rate_bpm";

    /// <summary>Reads them, in beats a minute; a lake that an earlier version wrote has none.</summary>
    public static IReadOnlyDictionary<(string Dataset, string RecordId), double> Read(LakeDatabase database, CancellationToken cancellationToken)
    {
        var rates = new Dictionary<(string, string), double>();
        database.Query(
            $"SELECT COLUMNS('^(dataset|record_id|{Column})$') FROM records",
            reader =>
            {
                var places = Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, column => column, StringComparer.OrdinalIgnoreCase);
                while (places.TryGetValue(Column, out int rate) && reader.Read())
                {
                    if (!reader.IsDBNull(rate))
                    {
                        rates[(reader.GetString(places["dataset"]), reader.GetString(places["record_id"]))] = reader.GetDouble(rate);
                    }
                }
            },
            cancellationToken);
        return rates;
    }
}
