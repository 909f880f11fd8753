using System.Globalization;
using Ecg.Cli.Terminal;
using Ecg.Formats.Mat;
using Ecg.Formats.Wfdb;
using Ecg.Signals;
using Spectre.Console;

namespace Ecg.Cli.Inspection;

/// <summary>Writes an inspection for people.</summary>
/// <param name="output">The output.</param>
internal sealed class InspectionText(CommandOutput output)
{
    private readonly IAnsiConsole _console = output.ResultsConsole();

    /// <summary>Writes the file, its variables, its header, and how it would be converted.</summary>
    public void Write(FileInspection inspection)
    {
        WriteFile(inspection);
        WriteHeader(inspection);
        if (inspection.Recording is { } recording)
        {
            WriteRecording(recording, inspection.Signal!);
            WriteAnnotations(inspection.AnnotationCount);
        }
        else
        {
            Line($"Would be rejected: {inspection.Rejection!.Reason.Code()}");
            Line($"  {inspection.Rejection.Message}");
        }

        output.Results.Flush();
    }

    private void WriteFile(FileInspection inspection)
    {
        string form = inspection.File is { } file
            ? $"{file.Format.Code()}, {(file.IsBigEndian ? "big" : "little")}-endian, "
            : inspection.Format is { } format ? $"{format}, " : "";
        Line(string.Create(CultureInfo.InvariantCulture, $"{inspection.Path}: {form}{Counted.Of(inspection.Bytes, "byte")}"));
        if (inspection.File?.Description is { } description)
        {
            Line($"  {description}");
        }

        Line("");
        if (inspection.Variables.Count == 0)
        {
            return;
        }

        var tree = new Tree("Variables") { Guide = output.ResultsAreTerminal ? TreeGuide.Line : TreeGuide.Ascii };
        AddNodes(tree.Nodes, inspection.Variables, leftOut: 0);
        _console.Write(tree);
        Line("");
    }

    private static void AddNodes(List<TreeNode> nodes, IReadOnlyList<MatVariable> variables, long leftOut)
    {
        for (int i = 0; i < variables.Count; i++)
        {
            var node = new TreeNode(new Text(VariableText.Of(variables[i], i)));
            AddNodes(node.Nodes, variables[i].Children, variables[i].ChildrenLeftOut);
            nodes.Add(node);
        }

        if (leftOut > 0)
        {
            nodes.Add(new TreeNode(new Text(string.Create(CultureInfo.InvariantCulture, $"... and {leftOut} more"))));
        }
    }

    private void WriteHeader(FileInspection inspection)
    {
        if (inspection.Header is { } header)
        {
            Line(string.Create(
                CultureInfo.InvariantCulture,
                $"Header {header.FileName}: record {header.RecordName}, {Parts(header)}, {header.SamplingFrequency} Hz{(header.HasSamplingFrequency ? "" : " (header(5)'s default)")}{Counter(header)}, {Samples(header.SampleCount)}"));
            foreach (string comment in header.Comments)
            {
                Line($"  # {comment}");
            }

            Line("");
        }

        if (inspection.DatasetFile is { } dataset)
        {
            Line($"Dataset metadata: {dataset}");
            Line("");
        }
    }

    private void WriteRecording(Recording recording, MatArray signal)
    {
        double? rate = recording.SamplingRate;
        long samples = recording.Matrix.SampleCount;
        Line(string.Create(
            CultureInfo.InvariantCulture,
            $"Would be converted: {signal.Path}, {Counted.Of(recording.Leads.Count, "lead")} of {Counted.Of(samples, "sample")}, {(rate is null ? "rate unknown" : $"{rate} Hz, {samples / rate:0.###} s")}{Facts(recording)}"));
        var table = new Table { Border = output.ResultsAreTerminal ? TableBorder.Rounded : TableBorder.Ascii };
        foreach (string heading in (string[])["lead", "column", "unit", "gain", "baseline", "first values"])
        {
            table.AddColumn(heading);
        }

        foreach ((Lead lead, IReadOnlyList<float?> values) in recording.Leads.Zip(FirstValues.Of(recording)))
        {
            string[] cells =
            [
                Printable.Of(lead.Name), Printable.Of(lead.ColumnName), Printable.Of(lead.Unit), Number(lead.Gain), Number(lead.Baseline), string.Join(' ', values.Select(Short)),
            ];
            table.AddRow(cells.Select(cell => new Text(cell)));
        }

        _console.Write(table);
        foreach (Issue issue in recording.Issues)
        {
            Line($"  issue: {issue}");
        }
    }

    private void WriteAnnotations(int count)
    {
        if (count > 0)
        {
            Line($"  {Counted.Of(count, "annotation")} beside it");
        }
    }

    private static string Facts(Recording recording)
    {
        var facts = new List<string>();
        if (recording.RecordedAt is { } at)
        {
            facts.Add($"recorded {at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)}");
        }

        if (recording.Age is { } age)
        {
            facts.Add(string.Create(CultureInfo.InvariantCulture, $"age {age}"));
        }

        if (recording.Sex is { } sex)
        {
            facts.Add(sex);
        }

        if (recording.Diagnoses.Count > 0)
        {
            facts.Add($"diagnoses {string.Join(',', recording.Diagnoses)}");
        }

        return facts.Count == 0 ? "" : $"; {string.Join(", ", facts)}";
    }

    private static string Parts(WfdbHeader header) => header.Segments.Count > 0
        ? Counted.Of(header.Segments.Count, "segment")
        : Counted.Of(header.Signals.Count, "signal");

    private static string Counter(WfdbHeader header) => header.CounterFrequency != header.SamplingFrequency || header.BaseCounter != 0
        ? string.Create(CultureInfo.InvariantCulture, $", a counter of {header.CounterFrequency} Hz from {header.BaseCounter}")
        : "";

    private static string Samples(long? count) => count is { } known ? Counted.Of(known, "sample") : "an unspecified number of samples";

    private static string Short(float? value) => value?.ToString("G4", CultureInfo.InvariantCulture) ?? "-";

    private static string Number(double? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    private void Line(string text) => output.Results.WriteLine(Printable.Of(text));
}
