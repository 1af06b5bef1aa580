using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.Simulation;

/// <summary>
/// The hosts and people of one world after the other. The database is fresh for each; the hosts stay, since starting
/// one costs as much as many steps, and a world that ended badly takes its hosts with it.
/// </summary>
internal sealed class Stage(Engine engine) : IAsyncDisposable
{
    private const string Template = "simulation";
    private static readonly ConcurrentDictionary<Engine, Cast> Casts = new();
    private TelehealthApp? first;
    private TelehealthApp? second;
    private bool two;

    public TelehealthApp App => first!;

    public IReadOnlyList<TelehealthApp> Hosts => two ? [App, second!] : [App];

    public Cast Cast => Casts[engine];

    /// <summary>Sets the stage for a world with one host or two.</summary>
    public async Task Set(bool withTwo)
    {
        two = withTwo;
        if (first is null)
        {
            first = await TelehealthApp.StartFrom(engine, Template, Hire, Adjust, SettingsOf);
        }
        else
        {
            await first.Restore(Template);
        }

        if (two)
        {
            second ??= await first.Beside();
        }

        foreach (var host in Hosts)
        {
            await host.Forget();
        }
    }

    /// <summary>It is this time at every host; never earlier than it was.</summary>
    public async Task AdvanceTo(Instant time)
    {
        if (time > App.Now)
        {
            await App.AdvanceTo(time);
        }

        foreach (var host in Hosts)
        {
            await host.Clock.Load(CancellationToken.None);
        }
    }

    /// <summary>The power goes: what a host had in memory is gone, and a new one takes its place.</summary>
    public async Task Restart(bool other)
    {
        if (other)
        {
            second = await second!.Restart();
        }
        else
        {
            first = await first!.Restart();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (second is not null)
        {
            await second.DisposeAsync();
        }

        if (first is not null)
        {
            await first.DisposeAsync();
        }

        (first, second) = (null, null);
    }

    private async Task Hire(TelehealthApp app) => Casts[engine] = await Cast.Hire(app);

    // One address for all worlds: who signed in once is signed in everywhere.
    private (string, string)[] SettingsOf() =>
        [("Wallet:Stripe:TimeoutSeconds", "1"), ("PublicOrigin", Cast.Origin), ("urls", Cast.Origin)];

    private static void Adjust(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IInterceptor, CommitFaults>();
        TelehealthApp.LetSignInsLast(builder);
    }
}
