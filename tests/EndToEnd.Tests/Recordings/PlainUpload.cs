using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace EndToEnd.Tests.Recordings;

/// <summary>Uploads under any key at all: .NET's HTTP client, and with it the SDK, resolves <c>..</c> in an address; other uploaders do not.</summary>
internal static class PlainUpload
{
    /// <summary>Puts an object, byte for byte as the protocol has it.</summary>
    /// <exception cref="IOException">The server does not take it.</exception>
    public static async Task PutAsync(Uri endpoint, string bucket, string key, byte[] bytes)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(endpoint.Host, endpoint.Port);
        await using NetworkStream stream = client.GetStream();
        string path = string.Join('/', key.Split('/').Select(Uri.EscapeDataString));
        string head = string.Create(
            CultureInfo.InvariantCulture,
            $"PUT /{bucket}/{path} HTTP/1.1\r\nHost: {endpoint.Authority}\r\nContent-Length: {bytes.Length}\r\nConnection: close\r\nAuthorization: AWS4-HMAC-SHA256 Credential=testing/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0\r\n\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        await stream.WriteAsync(bytes);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        string? status = await reader.ReadLineAsync();
        if (status?.Contains(" 200 ", StringComparison.Ordinal) != true)
        {
            throw new IOException($"{key}: {status}");
        }
    }
}
