using System.Text.Json.Nodes;

namespace Benchmarks;

/// <summary>The event of a batch, a message for each uploaded key.</summary>
internal static class HandlerEvent
{
    public static string Of(string bucket, IEnumerable<string> keys) => new JsonObject
    {
        ["Records"] = new JsonArray([.. keys.Select(key => new JsonObject { ["messageId"] = key, ["body"] = Body(bucket, key) })]),
    }.ToJsonString();

    private static string Body(string bucket, string key) => new JsonObject
    {
        ["Records"] = new JsonArray(new JsonObject
        {
            ["eventSource"] = "aws:s3",
            ["eventName"] = "ObjectCreated:Put",
            ["s3"] = new JsonObject
            {
                ["bucket"] = new JsonObject { ["name"] = bucket },
                ["object"] = new JsonObject { ["key"] = key },
            },
        }),
    }.ToJsonString();
}
