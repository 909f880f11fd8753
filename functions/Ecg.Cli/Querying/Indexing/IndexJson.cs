using System.Text.Json.Serialization;

namespace Ecg.Cli.Querying.Indexing;

/// <summary>The JSON in an index's files, by code made at build time.</summary>
[JsonSerializable(typeof(LakeColumn[]))]
internal sealed partial class IndexJson : JsonSerializerContext;
