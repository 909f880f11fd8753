using Microsoft.AspNetCore.Http;

namespace Ecg.Cli.View;

/// <summary>Writes responses in the formats that the page reads.</summary>
internal static class Answer
{
    /// <summary>Responds with an object as JSON; <see cref="ViewJson"/> lists its type.</summary>
    public static Task JsonAsync<T>(HttpContext context, T value)
        where T : class =>
        context.Response.WriteAsJsonAsync(value, typeof(T), ViewJson.Default, contentType: null, context.RequestAborted);

    /// <summary>Responds with consecutive little-endian single-precision numbers.</summary>
    public static async Task FloatsAsync(HttpContext context, float[] values)
    {
        byte[] bytes = new byte[values.Length * sizeof(float)];
        for (int index = 0; index < values.Length; index++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(index * sizeof(float)), values[index]);
        }

        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Marks the response as a download.</summary>
    public static void NameFile(HttpContext context, string name)
    {
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
    }
}
