using System.Security.Cryptography;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Identity.Contracts;

namespace Telehealth.Host.Cli.Story;

/// <summary>What all chapters play on: the host, its clock, the post, the folder for what comes out.</summary>
internal sealed class DemoStage(WebApplication app, Uri host, DemoFolder folder)
{
    public const string Password = "calm-harbour-lantern";
    private readonly Dictionary<string, string> keys = [];

    public DemoFolder Folder => folder;

    public Uri Host => host;

    public IServiceProvider Services => app.Services;

    public Instant Now => Services.GetRequiredService<IClock>().GetCurrentInstant();

    /// <summary>Somebody's browser and app, signed out.</summary>
    public DemoCaller Caller() => new(host, folder);

    /// <summary>Moves the clock there, unless that time is over.</summary>
    public async Task Advance(Instant to)
    {
        if (to > Now)
        {
            var moved = await Services.GetRequiredService<ClockAdvance>().To(to, CancellationToken.None);
            DemoFailure.Unless(moved.IsSuccess, moved.Error?.Message ?? "");
        }
    }

    /// <summary>Lets everything follow that follows.</summary>
    public async Task Drain()
    {
        var drained = await Services.GetRequiredService<Drain>().Run(CancellationToken.None);
        DemoFailure.Unless(drained.Died.Count == 0, $"A dead letter: {drained.Died.FirstOrDefault()}");
    }

    /// <summary>What Stripe does by itself each day, its stand-in does when told to.</summary>
    public async Task StripePaysOut()
    {
        using var http = new HttpClient();
        using var answer = await http.PostAsync(new Uri(host, "/dev/stripe/payouts"), null);
        DemoFailure.Unless(answer.IsSuccessStatusCode, $"Stripe's stand-in answered {answer.StatusCode}.");
        await Drain();
    }

    /// <summary>
    /// Staff accounts are opened by an administrator; the first ones by whoever installs the platform.
    /// </summary>
    public async Task<DemoCaller> Employ(string mail, string name, string role)
    {
        keys[mail] = RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 32);
        var command = new CreateStaffAccount(
            mail,
            name,
            [role],
            "GB",
            "Europe/London",
            "en-GB",
            new Secret(Password),
            new Secret(keys[mail])
        );
        await using var scope = Services.CreateAsyncScope();
        var sender = scope.ServiceProvider.GetRequiredService<ISender>();
        var hired = await sender.SendAs(Actor.System("install"), command, CancellationToken.None, role);
        DemoFailure.Unless(hired.IsSuccess, hired.Error?.Message ?? "");
        var caller = Caller();
        await caller.SignIn(mail, Password, keys[mail]);
        return caller;
    }

    /// <summary>What the phone of a member of staff shows.</summary>
    public Task<string> Code(string mail) =>
        AuthenticatorApp.Code(keys[mail], TimeProvider.System, CancellationToken.None);
}
