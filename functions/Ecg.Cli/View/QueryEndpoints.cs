using System.Text;
using DuckDB.NET.Data;
using Ecg.Cli.Invocation;
using Ecg.Cli.Querying;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Ecg.Cli.View;

/// <summary>The endpoints for the user's SQL, which can neither write nor read outside the lake.</summary>
/// <param name="lake">The lake, restricted to its own files.</param>
/// <param name="longest">The time limit of a query.</param>
internal sealed class QueryEndpoints(LakeReader lake, TimeSpan longest)
{
    /// <summary>The number of rows that the page shows.</summary>
    public const int MostRows = 1000;

    /// <summary>Maps the endpoints.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/query", TableAsync);
        routes.MapPost("/query.csv", CsvAsync);
    }

    private async Task TableAsync(HttpContext context)
    {
        string sql = await SqlOfAsync(context).ConfigureAwait(false);
        ResultTable table = await AskAsync(context, (database, token) => TableOf(database, sql, token)).ConfigureAwait(false);
        await Answer.JsonAsync(context, table).ConfigureAwait(false);
    }

    private async Task CsvAsync(HttpContext context)
    {
        string sql = await SqlOfAsync(context).ConfigureAwait(false);
        AllowWaiting(context);
        await AskAsync(context, (database, token) =>
        {
            database.Query(
                sql,
                reader =>
                {
                    Answer.NameFile(context, "query.csv");
                    using var text = new StreamWriter(context.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 16, leaveOpen: true);
                    CsvRows.Write(reader, text, token);
                },
                token);
            return true;
        }).ConfigureAwait(false);
    }

    // DuckDB computes rows while they are read, which blocks a thread of the pool in any case.
    private static void AllowWaiting(HttpContext context) =>
        context.Features.Get<IHttpBodyControlFeature>()!.AllowSynchronousIO = true;

    private static async Task<string> SqlOfAsync(HttpContext context)
    {
        // Any page can send a form's content type; the gate has verified the sender.
        IFormCollection form = context.Request.HasFormContentType
            ? await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false)
            : throw CommandException.UsageError("the SQL is missing.");
        return form["sql"].ToString();
    }

    private async Task<T> AskAsync<T>(HttpContext context, Func<LakeDatabase, CancellationToken, T> question)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        try
        {
            return await lake.AskAsync(
                database =>
                {
                    patience.CancelAfter(longest);
                    return question(database, patience.Token);
                },
                patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            throw CommandException.UsageError(string.Create(null, $"stopped after {longest.TotalSeconds:0.#} s. Narrow the query, or use 'ecg query', which has no limit."));
        }
    }

    private static ResultTable TableOf(LakeDatabase database, string sql, CancellationToken cancellationToken)
    {
        ResultTable? table = null;
        database.Query(sql, reader => table = TableOf(reader, cancellationToken), cancellationToken);
        return table!;
    }

    private static ResultTable TableOf(DuckDBDataReader reader, CancellationToken cancellationToken)
    {
        Type[] types = [.. Enumerable.Range(0, reader.FieldCount).Select(column => CellText.TypeOf(reader, column))];
        var rows = new List<string?[]>();
        bool hasMore = false;
        while (!hasMore && reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            hasMore = rows.Count == MostRows;
            if (!hasMore)
            {
                rows.Add(RowOf(reader, types));
            }
        }

        return new([.. types.Select((type, column) => new ResultColumn(reader.GetName(column), IsNumber(type)))], rows, hasMore);
    }

    private static string?[] RowOf(DuckDBDataReader reader, Type[] types)
    {
        Span<char> buffer = stackalloc char[64];
        string?[] row = new string?[types.Length];
        for (int column = 0; column < row.Length; column++)
        {
            row[column] = reader.IsDBNull(column) ? null : CellText.Of(reader, column, types[column], buffer).ToString();
        }

        return row;
    }

    private static bool IsNumber(Type type) => Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal;

    /// <summary>The first rows of a result, as text.</summary>
    internal sealed record ResultTable(IReadOnlyList<ResultColumn> Columns, IReadOnlyList<string?[]> Rows, bool HasMore);

    /// <summary>A column of a result.</summary>
    internal sealed record ResultColumn(string Name, bool IsNumber);
}
