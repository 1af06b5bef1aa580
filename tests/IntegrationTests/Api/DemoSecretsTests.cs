using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using MimeKit;
using Telehealth.Host.Cli.Story;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.Api;

/// <summary>
/// The whole main job with its traces collected and its log read: no token, code, password or private word of it
/// stands in either.
/// </summary>
public sealed partial class DemoSecretsTests : IDisposable
{
    /// <summary>Words that only people meant for them read.</summary>
    private static readonly string[] Private =
    [
        DemoStage.Password,
        "I do not dare to go home",
        "afraid of somebody in the house",
        "At a friend's until the evening",
        "She is not safe at home",
        "I cannot sleep before the exam",
        "I would like to talk about sleep",
        "I slept.",
        "Sleep well.",
        "66374958",
        "6637 4958",
        "1980-05-04",
        "1988-04-12",
        "Þórunn",
        "thorunn.jonsdottir@",
        "+442079460123",
    ];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("telehealth-demo");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Neither_traces_nor_logs_of_the_whole_demo_hold_a_secret_of_it()
    {
        await using var collector = await TraceCollector.Start();
        var (exit, log) = await Demo(collector.Address);
        exit.ShouldBe(0, log);

        var traces = collector.Text;
        traces.ShouldContain("/api/v1/wallet/top-ups", customMessage: "traces were collected");
        log.ShouldContain(" steps in ", customMessage: "the whole of it was played, and what it printed was read");
        var secrets = Private.Concat(await Secrets()).Distinct().ToList();
        secrets.Count.ShouldBeGreaterThan(50, "what the demo sent was read");
        secrets.Where(x => traces.Contains(x, StringComparison.Ordinal)).ShouldBeEmpty();
        secrets.Where(x => LogLines(log).Contains(x, StringComparison.Ordinal)).ShouldBeEmpty();
        WebToken().IsMatch(traces).ShouldBeFalse();
        WebToken().IsMatch(LogLines(log)).ShouldBeFalse();
        foreach (var code in await Codes())
        {
            Standing(code).IsMatch(traces).ShouldBeFalse();
            Standing(code).IsMatch(LogLines(log)).ShouldBeFalse();
        }
    }

    private async Task<(int Exit, string Output)> Demo(string collector)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            },
        };
        var host = Path.Combine(AppContext.BaseDirectory, "Telehealth.Host.dll");
        string[] words = [host, "demo", "--out", folder.FullName, "--Logging:Json", "true"];
        foreach (var word in words.Concat(["--Logging:Minimum", "Verbose"]))
        {
            start.ArgumentList.Add(word);
        }

        using var demo = Process.Start(start)!;
        var errors = demo.StandardError.ReadToEndAsync();
        var output = await demo.StandardOutput.ReadToEndAsync();
        await demo.WaitForExitAsync();
        return (demo.ExitCode, output + await errors);
    }

    // The steps' own lines are for whoever started the demo: they name people and numbers on purpose.
    private static string LogLines(string output) =>
        string.Join('\n', output.Split('\n').Where(x => x.StartsWith('{')));

    /// <summary>Every token that a mail or an answer carried, as it stood there and as it is read.</summary>
    private async Task<IReadOnlyList<string>> Secrets()
    {
        var found = new List<string>();
        await foreach (var text in Mails())
        {
            found.AddRange(Token().Matches(text).Select(x => x.Groups[1].Value));
        }

        foreach (var answer in Directory.EnumerateFiles(Path.Combine(folder.FullName, "answers")))
        {
            var text = await File.ReadAllTextAsync(answer);
            found.AddRange(
                SecretField().Matches(text).Select(x => JsonSerializer.Deserialize<string>(x.Groups[1].Value)!)
            );
        }

        return [.. found.SelectMany(x => new[] { x, Uri.UnescapeDataString(x) })];
    }

    private async Task<IReadOnlyList<string>> Codes()
    {
        var found = new List<string>();
        await foreach (var text in Mails())
        {
            found.AddRange(Code().Matches(text).Select(x => x.Groups[1].Value));
        }

        found.ShouldNotBeEmpty();
        return found;
    }

    private async IAsyncEnumerable<string> Mails()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder.FullName, "mail"), "*.eml"))
        {
            using var mail = await MimeMessage.LoadAsync(file);
            yield return mail.TextBody!;
        }
    }

    /// <summary>The digits alone, not as a part of a longer number or of a moment's fraction.</summary>
    private static Regex Standing(string code) => new($"(?<![0-9a-f.]){code}(?![0-9a-f])");

    [GeneratedRegex(@"(?:token=|/hubs/invitations/|/calendar/|#)([\w%~.-]{20,})")]
    private static partial Regex Token();

    [GeneratedRegex("\"[a-zA-Z]*(?:[Ss]ecret|[Tt]oken)\":(\"[^\"]{16,}\")")]
    private static partial Regex SecretField();

    /// <summary>However it begins: encoded JSON.</summary>
    [GeneratedRegex(@"eyJ[\w-]{10,}")]
    private static partial Regex WebToken();

    [GeneratedRegex(@"code is (\d{6})")]
    private static partial Regex Code();

    /// <summary>Takes what the OpenTelemetry exporter sends; the strings in it are plain UTF-8.</summary>
    private sealed class TraceCollector(WebApplication app) : IAsyncDisposable
    {
        private readonly ConcurrentQueue<string> bodies = new();

        public string Address => app.Urls.Single();

        public string Text => string.Join('\n', bodies);

        public static async Task<TraceCollector> Start()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            var collector = new TraceCollector(app);
            app.MapPost(
                "/v1/{kind}",
                async (HttpRequest request) =>
                {
                    using var body = new MemoryStream();
                    await request.Body.CopyToAsync(body);
                    collector.bodies.Enqueue(Encoding.UTF8.GetString(body.ToArray()));
                }
            );
            await app.StartAsync();
            return collector;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
