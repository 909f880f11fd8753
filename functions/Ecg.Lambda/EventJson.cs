using System.Text.Json.Serialization;
using Amazon.Lambda.SQSEvents;
using Ecg.Aws.Publishing;

namespace Ecg.Lambda;

/// <summary>Serialises events and responses; source-generated, so that a cold start needs no reflection.</summary>
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(PublicationPlan))]
[JsonSerializable(typeof(PublishingRequest))]
[JsonSerializable(typeof(SQSEvent))]
[JsonSerializable(typeof(SQSBatchResponse))]
internal sealed partial class EventJson : JsonSerializerContext;
