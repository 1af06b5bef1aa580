using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.Benchmarks;

/// <summary>
/// From the commit that takes a booking request back to the commit that lets its money go, in the whole host with its
/// pump running and nothing else to do.
/// </summary>
internal static class CommitToEffect
{
    private const int Events = 200;
    private const int WarmUp = 30;
    private const double MostMilliseconds = 50;

    public static async Task<Line[]> Run()
    {
        var lines = new List<Line>();
        foreach (var engine in (Engine[])[Engine.Sqlite, Engine.Postgres])
        {
            if (TestServers.Unreachable(engine) is null)
            {
                lines.Add(await Measure(engine));
            }
        }

        return [.. lines];
    }

    private static async Task<Line> Measure(Engine engine)
    {
        var watch = new CommitWatch();
        await using var app = await TelehealthApp.Start(
            engine,
            builder => builder.Services.AddSingleton<CrashPoints>(watch),
            ("Messaging:Pump", "true")
        );
        var provider = await app.ListedProvider();
        var client = await app.FundedClient();
        var took = new List<double>();
        for (var i = 0; i < Events + WarmUp; i++)
        {
            var told = watch.Next("notifications.tell-request-received");
            var request = await app.Request(client, provider, app.Slot());
            await told;
            var committed = watch.Next("WithdrawRequest");
            var released = watch.Next("wallet.let-cover-go");
            await TelehealthApp.Post(client.Api, $"marketplace/booking-requests/{request}/withdraw", new { });
            var milliseconds = Stopwatch.GetElapsedTime(await committed, await released).TotalMilliseconds;
            if (i >= WarmUp)
            {
                took.Add(milliseconds);
            }
        }

        took.Sort();
        var (median, p99) = (Turns.Median(took), took[(int)(took.Count * 0.99) - 1]);
        return new Line(
            $"commit → effect, {engine}",
            $"p50 {Digits(median)} ms",
            "",
            $"p99 {Digits(p99)} ms",
            $"p99 < {MostMilliseconds} ms",
            p99 < MostMilliseconds
        );
    }

    private static string Digits(double milliseconds) => milliseconds.ToString("F1", CultureInfo.InvariantCulture);
}

/// <summary>Notes when the next commit of an operation or consumer is done.</summary>
internal sealed class CommitWatch : CrashPoints
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Dictionary<string, TaskCompletionSource<long>> awaited = [];

    public Task<long> Next(string subject)
    {
        var next = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (awaited)
        {
            awaited[subject] = next;
        }

        return next.Task.WaitAsync(Patience);
    }

    public override void At(string step, string subject)
    {
        if (step != "work.after-commit")
        {
            return;
        }

        var now = Stopwatch.GetTimestamp();
        lock (awaited)
        {
            if (awaited.Remove(subject, out var next))
            {
                next.SetResult(now);
            }
        }
    }
}
