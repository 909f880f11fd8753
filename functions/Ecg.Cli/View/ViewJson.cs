using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ecg.Cli.View;

/// <summary>The JSON that the page reads, by code made at build time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(ListEndpoints.LakeSummary))]
[JsonSerializable(typeof(ListEndpoints.ListPart<ListEndpoints.RecordingSummary>))]
[JsonSerializable(typeof(ListEndpoints.ListPart<RejectedFile>))]
[JsonSerializable(typeof(ListEndpoints.Neighbours))]
[JsonSerializable(typeof(RecordingEndpoints.RecordingDetails))]
[JsonSerializable(typeof(FoundInRecording))]
[JsonSerializable(typeof(QueryEndpoints.ResultTable))]
[JsonSerializable(typeof(ViewError.Problem))]
internal sealed partial class ViewJson : JsonSerializerContext;
