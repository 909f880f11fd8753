using System.Collections.Specialized;
using System.Net;
using System.Security.Cryptography;
using Amazon.Runtime;
using Amazon.S3;
using Ecg.Aws.Buckets;
using Ecg.Lake;
using Ecg.Lake.Stores;
using Ecg.Tests.Lake;
using Ecg.Tests.Shared;
using NUnit.Framework;

namespace Ecg.Tests.Aws;

internal sealed class S3StoreTests
{
    private const string NoSuchKey = "<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>";

    private LoopbackServer? _server;

    [TearDown]
    public void TearDown() => _server?.Dispose();

    private S3Store Store(Action<HttpListenerContext> answer)
    {
        _server = LoopbackServer.Start(answer);
        var config = new AmazonS3Config
        {
            ServiceURL = _server.Address.AbsoluteUri,
            AuthenticationRegion = "us-east-1",
            ForcePathStyle = true,
            MaxErrorRetry = 2,
            RetryMode = RequestRetryMode.Standard,
        };
        return new S3Store(new AmazonS3Client(new BasicAWSCredentials("id", "secret"), config), "raw");
    }

    private static void ReplyWithBody(HttpListenerContext context, byte[] bytes, int announced)
    {
        context.Response.AddHeader("ETag", $"\"{Md5(bytes)}\"");
        context.Response.ContentLength64 = announced;
        context.Response.OutputStream.Write(bytes);
        context.Response.OutputStream.Flush();
        if (bytes.Length < announced)
        {
            context.Response.Abort();
        }
        else
        {
            context.Response.Close();
        }
    }

#pragma warning disable CA5351 // The entity tag of S3 is an MD5.
    private static string Md5(byte[] bytes) => Convert.ToHexStringLower(MD5.HashData(bytes));
#pragma warning restore CA5351

    private static async Task<byte[]> ReadAsync(S3Store store, string key)
    {
        await using StoredObject opened = (await store.OpenAsync(key, default))!;
        using var copy = new MemoryStream();
        opened.Content.CopyTo(copy);
        return copy.ToArray();
    }

    [Test]
    public async Task Reads_an_object_with_its_length_and_its_tag_without_quotation_marks()
    {
        byte[] bytes = Enumerable.Range(0, 500_000).Select(number => (byte)number).ToArray();
        S3Store store = Store(context => ReplyWithBody(context, bytes, bytes.Length));

        await using StoredObject opened = (await store.OpenAsync("ds/a.mat", default))!;
        using var copy = new MemoryStream();
        opened.Content.CopyTo(copy);

        Assert.That((opened.Length, opened.GetETag(default)), Is.EqualTo((500_000L, Md5(bytes))));
        Assert.That(copy.ToArray(), Is.EqualTo(bytes));
    }

    [Test]
    public void Refuses_a_key_for_which_the_SDK_would_ask_for_another_object()
    {
        bool asked = false;
        S3Store store = Store(context =>
        {
            asked = true;
            ReplyWithBody(context, [1], 1);
        });

        Assert.That(() => store.OpenAsync("/a.mat", default), Throws.InstanceOf<IOException>().With.Message.Contains("slash"));
        Assert.That(() => store.FindAsync("/a.mat", default), Throws.InstanceOf<IOException>());
        Assert.That(asked, Is.False);
    }

    [TestCase(1024, 820, ConversionStatus.Rejected)]
    [TestCase(900, 300, ConversionStatus.Converted)]
    public async Task Rejects_a_recording_of_which_the_lake_would_ask_for_too_long_a_key(int keyLength, int datasetLength, ConversionStatus expected)
    {
        bool asked = false;
        S3Store lake = Store(context =>
        {
            asked = true;
            if (context.Request.HttpMethod == "PUT")
            {
                context.Response.AddHeader("ETag", "\"0\"");
                LoopbackServer.Reply(context, 200, "");
            }
            else
            {
                LoopbackServer.Reply(context, 404, "<Error><Code>NoSuchKey</Code></Error>");
            }
        });
        string dataset = new string('d', datasetLength);
        string key = $"{dataset}/{new string('r', keyLength - datasetLength - 5)}.mat";
        var raw = new MemoryStore();
        raw.Add(key, Level4Bytes.Int16("val", 1, 3, 1, 2, 3));

        ConversionResult result = await new Converter(raw, lake, new ConversionOptions()).ConvertAsync(key, default);

        Assert.That(result.Status, Is.EqualTo(expected), result.Detail);
        Assert.That(asked, Is.EqualTo(expected == ConversionStatus.Converted));
        if (expected == ConversionStatus.Rejected)
        {
            Assert.That(result.Detail, Does.Match("makes a key of 10[0-9]{2} bytes, where S3 takes 1024: shorten the first folder"));
        }
    }

    [Test]
    public async Task Refuses_a_body_that_is_cut_short()
    {
        S3Store store = Store(context => ReplyWithBody(context, new byte[300_000], 400_000));

        IOException error = (await Assert.ThrowsAsync<IOException>(() => ReadAsync(store, "ds/a.mat")))!;

        Assert.That(error.Message, Does.StartWith("s3://raw/ds/a.mat cannot be read").And.Contains("of 400000 bytes").And.Not.Contains("\n"));
    }

    [Test]
    public async Task Refuses_a_body_whose_bytes_changed_on_the_way_before_the_last_of_them_is_used()
    {
        byte[] bytes = new byte[10];
        S3Store store = Store(context =>
        {
            context.Response.AddHeader("ETag", $"\"{Md5([1])}\"");
            LoopbackServer.Reply(context, 200, new string('x', 10));
        });
        await using StoredObject opened = (await store.OpenAsync("ds/a.mat", default))!;

        Assert.That(() => opened.Content.ReadExactly(bytes), Throws.TypeOf<IOException>().With.Message.Contains("s3://raw/ds/a.mat"));
    }

    [Test]
    public async Task Tries_again_when_it_is_throttled()
    {
        int calls = 0;
        S3Store store = Store(context =>
        {
            if (Interlocked.Increment(ref calls) == 1)
            {
                LoopbackServer.Reply(context, 503, "<Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message></Error>");
            }
            else
            {
                ReplyWithBody(context, [1, 2, 3], 3);
            }
        });

        Assert.That(await ReadAsync(store, "a.mat"), Is.EqualTo(new byte[] { 1, 2, 3 }));
        Assert.That(calls, Is.EqualTo(2));
    }

    [Test]
    public async Task Says_so_when_it_stays_throttled()
    {
        S3Store store = Store(context => LoopbackServer.Reply(context, 503, "<Error><Code>SlowDown</Code><Message>Reduce your request rate.</Message></Error>"));

        IOException error = (await Assert.ThrowsAsync<IOException>(() => store.OpenAsync("a.mat", default)))!;

        Assert.That(error.Message, Is.EqualTo("s3://raw/a.mat cannot be read: throttled (SlowDown); try again later"));
        Assert.That(_server!.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Finds_nothing_where_there_is_no_object()
    {
        S3Store store = Store(context => LoopbackServer.Reply(context, 404, context.Request.HttpMethod == "HEAD" ? "" : NoSuchKey));

        Assert.That(await store.OpenAsync("a.mat", default), Is.Null);
        Assert.That(await store.FindAsync("a.mat", default), Is.Null);
    }

    [Test]
    public async Task Does_not_take_a_missing_bucket_for_a_missing_object()
    {
        S3Store store = Store(context => LoopbackServer.Reply(context, 404, "<Error><Code>NoSuchBucket</Code><Message>none</Message></Error>"));

        IOException error = (await Assert.ThrowsAsync<IOException>(() => store.OpenAsync("a.mat", default)))!;

        Assert.That(error.Message, Does.Contain("there is no such bucket"));
    }

    [Test]
    public async Task Understands_that_an_object_is_missing_whose_key_no_XML_can_hold()
    {
        S3Store store = Store(context => LoopbackServer.Reply(
            context, 404, "<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code><Message>none</Message><Key>a\u0001.mat</Key></Error>"));

        Assert.That(await store.OpenAsync("a\u0001.mat", default), Is.Null);
    }

    [TestCase("<html><body>404 page not found</body></html>")]
    [TestCase("")]
    [TestCase("<Error><Code>404</Code><Message>no route</Message></Error>")]
    public async Task Takes_a_404_that_is_not_of_S3_for_a_failure(string page)
    {
        S3Store store = Store(context => LoopbackServer.Reply(context, 404, context.Request.HttpMethod == "HEAD" ? "" : page));

        IOException opening = (await Assert.ThrowsAsync<IOException>(() => store.OpenAsync("a.mat", default)))!;
        IOException finding = (await Assert.ThrowsAsync<IOException>(() => store.FindAsync("a.mat", default)))!;

        Assert.That(new[] { opening.Message, finding.Message }, Has.All.StartsWith("s3://raw/a.mat cannot be read: 404"));
    }

    [Test]
    public async Task Names_the_permission_that_is_missing()
    {
        S3Store store = Store(context => LoopbackServer.Reply(context, 403, "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>"));

        string[] errors = new[]
        {
            (await Assert.ThrowsAsync<IOException>(() => store.OpenAsync("a.mat", default)))!.Message,
            (await Assert.ThrowsAsync<IOException>(() => store.PutAsync("a.mat", _ => 0, default)))!.Message,
            (await Assert.ThrowsAsync<IOException>(() => store.DeleteAsync("a.mat", default)))!.Message,
            (await Assert.ThrowsAsync<IOException>(async () => await store.EntriesAsync("", default).ToListAsync()))!.Message,
        };

        Assert.That(errors, Has.All.Contains("access denied"));
        Assert.That(errors.Select(error => error[(error.LastIndexOf(' ') + 1)..]), Is.EqualTo(new[] { "s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket" }));
    }

    [Test]
    public async Task Asks_for_keys_with_dots_and_odd_letters_as_they_are()
    {
        S3Store store = Store(context => ReplyWithBody(context, [1], 1));

        await ReadAsync(store, "ds/../a b+c%20\u0001ä.mat");

        Assert.That(_server!.Requests.Single(), Is.EqualTo("GET /raw/ds/../a%20b%2Bc%2520%01%C3%A4.mat"));
    }

    [Test]
    public async Task Puts_a_small_object_at_once()
    {
        S3Store store = Store(context =>
        {
            context.Request.InputStream.CopyTo(Stream.Null);
            LoopbackServer.Reply(context, 200);
        });

        Assert.That(await store.PutAsync("samples/a.parquet", output => Write(output, new byte[S3Upload.PartSize]), default), Is.EqualTo(S3Upload.PartSize));

        Assert.That(_server!.Requests.Select(request => request.Split('?')[0]), Is.EqualTo(new[] { "PUT /raw/samples/a.parquet" }));
    }

    [Test]
    public async Task Puts_nothing_when_the_writer_fails()
    {
        S3Store store = Store(context => LoopbackServer.Reply(context, 200));

        await Assert.ThrowsAsync<InvalidDataException>(() => store.PutAsync<int>("a", output =>
        {
            output.WriteByte(1);
            throw new InvalidDataException("half-way");
        }, default));

        Assert.That(_server!.Requests, Is.Empty);
    }

    [Test]
    public async Task Puts_a_large_object_in_parts()
    {
        S3Store store = Store(context => AnswerMultipart(context, failPart: 0));

        await store.PutAsync("a.parquet", output => Write(output, new byte[(2 * S3Upload.PartSize) + 1]), default);

        Assert.That(Steps(), Is.EqualTo(new[] { "begin", "part 1", "part 2", "part 3", "complete" }));
    }

    [Test]
    public async Task Takes_the_parts_back_when_one_of_them_fails()
    {
        S3Store store = Store(context => AnswerMultipart(context, failPart: 2));

        IOException error = (await Assert.ThrowsAsync<IOException>(() => store.PutAsync("a.parquet", output => Write(output, new byte[(2 * S3Upload.PartSize) + 1]), default)))!;

        Assert.That(error.Message, Does.StartWith("s3://raw/a.parquet cannot be written"));
        Assert.That(Steps(), Is.EqualTo(new[] { "begin", "part 1", "part 2", "abort" }));
    }

    [Test]
    public async Task Takes_the_parts_back_when_the_writer_fails()
    {
        S3Store store = Store(context => AnswerMultipart(context, failPart: 0));

        await Assert.ThrowsAsync<InvalidDataException>(() => store.PutAsync<int>("a.parquet", output =>
        {
            output.Write(new byte[S3Upload.PartSize + 1]);
            throw new InvalidDataException("half-way");
        }, default));

        Assert.That(Steps(), Is.EqualTo(new[] { "begin", "part 1", "abort" }));
    }

    [Test]
    public void Takes_the_parts_back_when_it_is_stopped()
    {
        using var stop = new CancellationTokenSource();
        S3Store store = Store(context => AnswerMultipart(context, failPart: 0));

        Assert.That(
            async () => await store.PutAsync("a.parquet", output =>
            {
                output.Write(new byte[S3Upload.PartSize + 1]);
                stop.Cancel();
                return 0;
            }, stop.Token),
            Throws.InstanceOf<OperationCanceledException>());

        Assert.That(Steps(), Is.EqualTo(new[] { "begin", "part 1", "abort" }));
    }

    [Test]
    public async Task Lists_every_page_and_takes_the_encoding_off_the_keys()
    {
        S3Store store = Store(context => LoopbackServer.Reply(context, 200, context.Request.QueryString["continuation-token"] is null
            ? Page("<IsTruncated>true</IsTruncated><NextContinuationToken>t/1</NextContinuationToken>", "a+b", "ds/%01%2B")
            : Page("<IsTruncated>false</IsTruncated>", "%C3%A4.mat")));

        List<BucketEntry> entries = await store.EntriesAsync("", default).ToListAsync();

        Assert.That(entries.Select(entry => entry.Key), Is.EqualTo(new[] { "a b", "ds/\u0001+", "ä.mat" }));
        Assert.That((entries[0].Bytes, entries[0].ETag), Is.EqualTo((7L, "abc")));
        Assert.That(entries[0].LastModified, Is.EqualTo(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero)));
    }

    [Test]
    public async Task Stops_reading_a_body_that_does_not_come_when_told_to()
    {
        using var stop = new CancellationTokenSource();
        S3Store store = Store(context =>
        {
            context.Response.AddHeader("ETag", $"\"{Md5([])}\"");
            context.Response.ContentLength64 = 100;
            context.Response.OutputStream.Write(new byte[10]);
            context.Response.OutputStream.Flush();
        });
        await using StoredObject opened = (await store.OpenAsync("a.mat", stop.Token))!;
        var reading = Task.Run(() => opened.Content.CopyTo(Stream.Null));
        Assert.That(await Task.WhenAny(reading, Task.Delay(100)), Is.Not.SameAs(reading));

        await stop.CancelAsync();

        Assert.That(async () => await reading, Throws.InstanceOf<OperationCanceledException>());
    }

    [TestCase("s3://bucket", "bucket", "")]
    [TestCase("S3://bucket/", "bucket", "")]
    [TestCase("s3://bucket/a/b", "bucket", "a/b")]
    public void Reads_the_address_of_a_bucket(string text, string bucket, string prefix) =>
        Assert.That(BucketAddress.Parse(text, "--raw"), Is.EqualTo(new BucketAddress(bucket, prefix)));

    [TestCase("bucket")]
    [TestCase("s3://")]
    [TestCase("s3:///a")]
    [TestCase("https://bucket.s3.amazonaws.com")]
    public void Refuses_what_is_no_address_of_a_bucket(string text) =>
        Assert.That(() => BucketAddress.Parse(text, "--raw"), Throws.ArgumentException.With.Message.StartsWith("--raw takes s3://BUCKET"));

    private static string Page(string more, params string[] keys)
    {
        IEnumerable<string> contents = keys.Select(key => $"<Contents><Key>{key}</Key><LastModified>2026-11-22T12:00:00.000Z</LastModified><ETag>&quot;abc&quot;</ETag><Size>7</Size></Contents>");
        return $"""<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>raw</Name><EncodingType>url</EncodingType>{more}{string.Concat(contents)}</ListBucketResult>""";
    }

    private static void AnswerMultipart(HttpListenerContext context, int failPart)
    {
        context.Request.InputStream.CopyTo(Stream.Null);
        NameValueCollection query = context.Request.QueryString;
        switch (context.Request.HttpMethod)
        {
            case "POST" when query["uploadId"] is null:
                LoopbackServer.Reply(context, 200, "<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>");
                break;
            case "POST":
                LoopbackServer.Reply(context, 200, "<CompleteMultipartUploadResult><ETag>\"x-3\"</ETag></CompleteMultipartUploadResult>");
                break;
            case "PUT" when query["partNumber"] == failPart.ToString(System.Globalization.CultureInfo.InvariantCulture):
                LoopbackServer.Reply(context, 400, "<Error><Code>EntityTooLarge</Code><Message>no</Message></Error>");
                break;
            case "PUT":
                context.Response.AddHeader("ETag", $"\"p{query["partNumber"]}\"");
                LoopbackServer.Reply(context, 200);
                break;
            default:
                LoopbackServer.Reply(context, 204);
                break;
        }
    }

    private string[] Steps() =>
    [
        .. _server!.Requests.Select(request => request.Split(' ')[0] switch
        {
            "POST" => request.Contains("uploadId", StringComparison.Ordinal) ? "complete" : "begin",
            "PUT" => $"part {request[(request.IndexOf("partNumber=", StringComparison.Ordinal) + 11)..].Split('&')[0]}",
            "DELETE" => "abort",
            var other => other,
        }),
    ];

    private static int Write(Stream output, byte[] bytes)
    {
        output.Write(bytes);
        return bytes.Length;
    }

    [TestCase(1000)]
    [TestCase(20 << 20)]
    public async Task Says_before_it_replaces_an_object_and_asks_nothing_for_a_new_one(int size)
    {
        var requests = new List<string>();
        bool stands = false;
        S3Store store = Store(context =>
        {
            string condition = context.Request.Headers["If-None-Match"] ?? "";
            bool completes = context.Request.HttpMethod == "POST" && context.Request.QueryString["uploadId"] is not null;
            context.Request.InputStream.CopyTo(Stream.Null);
            lock (requests)
            {
                requests.Add($"{context.Request.HttpMethod}{(condition.Length > 0 ? " if new" : "")}");
            }

            if (stands && condition == "*")
            {
                Reply(context, 412, "<Error><Code>PreconditionFailed</Code><Message>At least one of the pre-conditions you specified did not hold</Message></Error>");
            }
            else if (completes)
            {
                Reply(context, 200, "<CompleteMultipartUploadResult><Key>a</Key><ETag>x</ETag></CompleteMultipartUploadResult>");
            }
            else if (context.Request.HttpMethod == "POST")
            {
                Reply(context, 200, "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>");
            }
            else
            {
                context.Response.AddHeader("ETag", "\"x\"");
                context.Response.Close();
            }
        });
        int told = 0;
        Task<int> ReplaceAsync() => store.ReplaceAsync(
            "a.parquet",
            output =>
            {
                output.Write(new byte[size]);
                return 1;
            },
            () =>
            {
                told++;
                return Task.CompletedTask;
            },
            default);

        await ReplaceAsync();
        Assert.That(told, Is.Zero);
        Assert.That(requests.Count(request => request.EndsWith("if new", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(requests, Has.None.StartsWith("GET").And.None.StartsWith("HEAD"));
        stands = true;
        int before = requests.Count;
        await ReplaceAsync();

        Assert.That(told, Is.EqualTo(1));
        Assert.That(requests[^2], Does.EndWith("if new"));
        Assert.That(requests[^1], Does.Not.EndWith("if new"));
        Assert.That(requests, Has.Count.EqualTo((2 * before) + 1));
    }

    private static void Reply(HttpListenerContext context, int status, string body)
    {
        byte[] bytes = System.Text.Encoding.UTF8.GetBytes(body);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/xml";
        context.Response.ContentLength64 = bytes.Length;
        context.Response.OutputStream.Write(bytes);
        context.Response.Close();
    }
}
