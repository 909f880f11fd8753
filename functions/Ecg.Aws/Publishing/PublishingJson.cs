using System.Text.Json.Serialization;

namespace Ecg.Aws.Publishing;

/// <summary>How a batch's messages are kept between the calls, generated so that a cold start reflects on nothing.</summary>
[JsonSerializable(typeof(List<TakenMessage>))]
internal sealed partial class PublishingJson : JsonSerializerContext;
