using DuckDB.NET.Data;
using DuckDB.NET.Native;
using Ecg.Cli.Invocation;

namespace Ecg.Cli.Querying;

/// <summary>Formats DuckDB's errors on one line, with what to do.</summary>
internal static class QueryError
{
    private const string Tables = "The tables are samples, leads, annotations, records and rejected";

    /// <summary>Creates the exception for a query that the parser rejects.</summary>
    /// <param name="message">The parser's message.</param>
    /// <param name="sql">The query.</param>
    /// <param name="position">The position of the error; <see langword="null"/> if the parser does not state it.</param>
    public static CommandException Syntax(string message, string sql, int? position) => CommandException.UsageError(
        $"{FirstLine(message)}.", position is { } place ? SqlPlace.Of(sql, place) : SqlPlace.OfMessage(message));

    /// <summary>Creates the exception for a failed query.</summary>
    /// <param name="error">DuckDB's error.</param>
    /// <param name="translate">Replaces internal names with those that the user knows.</param>
    public static CommandException Explain(DuckDBException error, Func<string, string> translate)
    {
        (string? kind, string? message) = Split(translate(error.Message));
        string line = FirstLine(message);
        IReadOnlyList<string> place = SqlPlace.OfMessage(message);
        return kind switch
        {
            _ when IsDamagedFile(line) =>
                CommandException.Failed($"{line}. Convert its recording again, or delete the file.", error),
            "Binder" when line.StartsWith("Referenced column", StringComparison.Ordinal) =>
                CommandException.UsageError($"{line}{WhatToDo(line, message)}", place, error),
            "Binder" when line.Contains("does not have a column", StringComparison.Ordinal) =>
                CommandException.UsageError($"{line.Replace("Values list", "Table", StringComparison.Ordinal)}. 'describe samples' lists the leads of this lake.", place, error),
            "Catalog" when line.StartsWith("Table with name", StringComparison.Ordinal) =>
                CommandException.UsageError($"{line} {Tables}.", place, error),
            "Parser" or "Binder" or "Catalog" or "Conversion" or "Out of Range" or "Invalid Input" or "Mismatch Type" or "Not implemented" =>
                CommandException.UsageError(line, place, error),
            "Out of Memory" =>
                CommandException.Failed($"{line} Ask for fewer rows or columns at a time.", error),
            _ when error.ErrorType is DuckDBErrorType.Conversion or DuckDBErrorType.OutOfRange =>
                CommandException.UsageError(line, place, error),
            _ => CommandException.Failed($"{kind} error: {line}", error),
        };
    }

    private static bool IsDamagedFile(string line) =>
        line.Contains("parquet file", StringComparison.OrdinalIgnoreCase) || line.Contains("Malformed JSON", StringComparison.OrdinalIgnoreCase);

    // "Binder Error: Referenced ...": for errors of preparation, the driver does not set the error type.
    private static (string Kind, string Message) Split(string message)
    {
        int colon = message.IndexOf(" Error: ", StringComparison.Ordinal);
        return colon is > 0 and < 40 ? (message[..colon], message[(colon + " Error: ".Length)..]) : ("Query", message);
    }

    // DuckDB treats double-quoted text as a name, and shows its position in the SQL.
    private static string WhatToDo(string line, string message)
    {
        string name = line.Split('"') is [_, var quoted, ..] ? quoted : "";
        int place = message.IndexOf("LINE ", StringComparison.Ordinal);
        return place >= 0 && message.IndexOf($"\"{name}\"", place, StringComparison.Ordinal) >= 0
            ? $" If it is text, use single quotes: '{name}'."
            : $"{Candidates(message)} 'describe samples' lists the columns.";
    }

    private static string Candidates(string message)
    {
        int start = message.IndexOf("Candidate bindings:", StringComparison.Ordinal);
        return start < 0 ? "" : $" {FirstLine(message[start..])}.";
    }

    private static string FirstLine(string message)
    {
        int end = message.AsSpan().IndexOfAny('\r', '\n');
        return (end < 0 ? message : message[..end]).Trim();
    }
}
