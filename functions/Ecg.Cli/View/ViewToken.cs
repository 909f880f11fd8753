using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Ecg.Cli.View;

/// <summary>The secret in the page's address, required for every request.</summary>
internal sealed class ViewToken
{
    private const int Bytes = 32;

    private readonly byte[] _secret;

    private ViewToken(string text) => (Text, _secret) = (text, Encoding.UTF8.GetBytes(text));

    /// <summary>The token in the form of the address.</summary>
    public string Text { get; }

    /// <summary>Creates an unguessable token.</summary>
    public static ViewToken New() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    /// <summary>Returns whether text is the token, in constant time.</summary>
    public bool Is(ReadOnlySpan<char> text)
    {
        byte[] given = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, given);
        return CryptographicOperations.FixedTimeEquals(given, _secret);
    }
}
