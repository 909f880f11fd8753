using System.Text.Json.Serialization;

namespace Ecg.Aws.Publishing;

/// <summary>Serialises a batch's messages; source-generated, so that a cold start needs no reflection.</summary>
[JsonSerializable(typeof(List<TakenMessage>))]
internal sealed partial class PublishingJson : JsonSerializerContext;
