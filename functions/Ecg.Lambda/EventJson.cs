using System.Text.Json.Serialization;
using Amazon.Lambda.SQSEvents;
using Ecg.Aws.Publishing;

namespace Ecg.Lambda;

/// <summary>How events and responses are read and written, generated so that a cold start reflects on nothing.</summary>
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(PublicationPlan))]
[JsonSerializable(typeof(PublishingRequest))]
[JsonSerializable(typeof(SQSEvent))]
[JsonSerializable(typeof(SQSBatchResponse))]
internal sealed partial class EventJson : JsonSerializerContext;
