using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;

namespace Ecg.Tests.Reporting;

/// <summary>Chromium without a window and with one page, spoken to by the Chrome DevTools Protocol.</summary>
internal sealed class Browser : IDisposable
{
    private const string Announcement = "DevTools listening on ";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private readonly string _profile = Directory.CreateTempSubdirectory("ecg-browser-").FullName;
    private readonly Process _process;
    private readonly ClientWebSocket _socket = new();
    private readonly List<JsonNode> _events = [];
    private string? _session;
    private int _lastId;

    private Browser(string program) => _process = Process.Start(new ProcessStartInfo(program,
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--remote-debugging-port=0",
        $"--user-data-dir={_profile}", "about:blank",
    ])
    {
        RedirectStandardError = true,
        RedirectStandardOutput = true,
    })!;

    /// <summary>The addresses that were asked for since the browser is there.</summary>
    public IReadOnlyList<string> Requests =>
        [.. EventsOf("Network.requestWillBeSent").Select(sent => (string)sent["request"]!["url"]!)];

    /// <summary>What the page or the browser had to complain about.</summary>
    public IReadOnlyList<string> Complaints =>
        [.. EventsOf("Log.entryAdded").Select(entry => (string)entry["entry"]!["text"]!), .. EventsOf("Runtime.exceptionThrown").Select(thrown => thrown.ToJsonString())];

    /// <summary>Starts the browser; the test is skipped where there is none.</summary>
    public static Browser Start()
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        string? program = Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        if (program is null)
        {
            Assert.Ignore("There is no chromium on PATH; 'apt-get install chromium' or 'brew install --cask chromium' brings it.");
        }

        var browser = new Browser(program);
        try
        {
            browser.Connect();
            return browser;
        }
        catch
        {
            browser.Dispose();
            throw;
        }
    }

    /// <summary>Opens a file on a screen.</summary>
    public void Open(string path, int width, int height, bool isDark, bool isPhone)
    {
        Send("Emulation.setDeviceMetricsOverride", new JsonObject
        {
            ["width"] = width,
            ["height"] = height,
            ["deviceScaleFactor"] = isPhone ? 2 : 1,
            ["mobile"] = isPhone,
        });
        Send("Emulation.setEmulatedMedia", new JsonObject
        {
            ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = isDark ? "dark" : "light" }),
        });
        _events.RemoveAll(node => (string?)node["method"] == "Page.loadEventFired");
        Send("Page.navigate", new JsonObject { ["url"] = new Uri(path).AbsoluteUri });
        while (!EventsOf("Page.loadEventFired").Any())
        {
            Receive();
        }
    }

    /// <summary>The value of an expression on the page, of a promise what it comes to; <see langword="null"/> for none.</summary>
    public JsonNode? Evaluate(string expression)
    {
        JsonNode answer = Send("Runtime.evaluate", new JsonObject
        {
            ["expression"] = expression,
            ["returnByValue"] = true,
            ["awaitPromise"] = true,
        });
        return answer["exceptionDetails"] is { } failure
            ? throw new InvalidOperationException(failure.ToJsonString())
            : answer["result"]!["value"];
    }

    /// <summary>What assistive technology is told of the page: the role and the name of each node.</summary>
    public IReadOnlyList<(string Role, string Name)> Accessible() =>
    [
        .. Send("Accessibility.getFullAXTree", [])["nodes"]!.AsArray()
            .Where(node => (bool?)node!["ignored"] != true)
            .Select(node => ((string?)node!["role"]?["value"] ?? "", (string?)node["name"]?["value"] ?? "")),
    ];

    /// <summary>What the page looks like as a PNG.</summary>
    public byte[] Picture() => Convert.FromBase64String((string)Send("Page.captureScreenshot", [])["data"]!);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
        _socket.Dispose();
        DeleteProfile();
    }

    private void Connect()
    {
        Uri address = Address();
        using var patience = new CancellationTokenSource(Patience);
        _socket.ConnectAsync(address, patience.Token).GetAwaiter().GetResult();
        JsonNode target = Send("Target.createTarget", new JsonObject { ["url"] = "about:blank" })["targetId"]!.DeepClone();
        _session = (string)Send("Target.attachToTarget", new JsonObject { ["targetId"] = target, ["flatten"] = true })["sessionId"]!;
        foreach (string? domain in new[] { "Page", "Network", "Log", "Runtime", "Accessibility" })
        {
            Send($"{domain}.enable", []);
        }
    }

    private Uri Address()
    {
        var address = new TaskCompletionSource<Uri?>();
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                address.TrySetResult(null);
            }
            else if (line.Data.StartsWith(Announcement, StringComparison.Ordinal))
            {
                address.TrySetResult(new Uri(line.Data[Announcement.Length..]));
            }
        };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        return address.Task.Wait(Patience) && address.Task.Result is { } found
            ? found
            : throw new InvalidOperationException("Chromium cannot be spoken to.");
    }

    private JsonNode Send(string method, JsonObject parameters)
    {
        int id = ++_lastId;
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters };
        if (_session is not null)
        {
            message["sessionId"] = _session;
        }

        using var patience = new CancellationTokenSource(Patience);
        _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, patience.Token).GetAwaiter().GetResult();
        while (true)
        {
            JsonNode answer = Receive();
            if ((int?)answer["id"] == id)
            {
                return answer["result"] ?? throw new InvalidOperationException($"{method}: {answer["error"]!.ToJsonString()}");
            }
        }
    }

    private JsonNode Receive()
    {
        using var patience = new CancellationTokenSource(Patience);
        using var whole = new MemoryStream();
        byte[] part = new byte[1 << 16];
        WebSocketReceiveResult received;
        do
        {
            received = _socket.ReceiveAsync(part, patience.Token).GetAwaiter().GetResult();
            whole.Write(part, 0, received.Count);
        }
        while (!received.EndOfMessage);
        JsonNode message = JsonNode.Parse(Encoding.UTF8.GetString(whole.ToArray()))!;
        if (message["method"] is not null)
        {
            _events.Add(message);
        }

        return message;
    }

    private IEnumerable<JsonNode> EventsOf(string method) =>
        _events.Where(node => (string?)node["method"] == method).Select(node => node["params"]!);

    // Processes of the browser may still be writing for a moment.
    private void DeleteProfile()
    {
        for (int attempt = 0; attempt < 20; attempt++)
        {
            try
            {
                Directory.Delete(_profile, recursive: true);
                return;
            }
            catch (IOException)
            {
                Thread.Sleep(100);
            }
        }
    }
}
