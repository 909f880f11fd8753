using System.Text.Json.Serialization;

namespace Ecg.Aws.Uploads;

/// <summary>The serialisation of messages.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(S3Message))]
internal sealed partial class S3MessageJson : JsonSerializerContext;
