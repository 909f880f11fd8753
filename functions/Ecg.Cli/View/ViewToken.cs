using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Ecg.Cli.View;

/// <summary>The secret in the page's address, without which nothing is answered.</summary>
internal sealed class ViewToken
{
    private const int Bytes = 32;

    private readonly byte[] _secret;

    private ViewToken(string text) => (Text, _secret) = (text, Encoding.UTF8.GetBytes(text));

    /// <summary>The token as it stands in the address.</summary>
    public string Text { get; }

    /// <summary>A token that nobody can guess.</summary>
    public static ViewToken New() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    /// <summary>Whether a text is the token. How long the answer takes tells nothing of how much of it is right.</summary>
    public bool Is(ReadOnlySpan<char> text)
    {
        byte[] given = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, given);
        return CryptographicOperations.FixedTimeEquals(given, _secret);
    }
}
