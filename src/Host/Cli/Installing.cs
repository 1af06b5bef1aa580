using Telehealth.BuildingBlocks;
using Telehealth.Identity.Contracts;

namespace Telehealth.Host.Cli;

/// <summary>
/// Makes an administrator: the first two, for whom there is nobody to ask, and one more on the day nobody can sign in.
/// The audit names the host as who did it, and every other administrator is told.
/// </summary>
internal static class Installing
{
    private const string Usage =
        "administrator --email ADDRESS --name NAME [--country GB] [--zone ZONE] [--language L]";

    public static async Task<int> Run(string[] args)
    {
        if (Arguments.Value(args, "--email") is not { } email || Arguments.Value(args, "--name") is not { } name)
        {
            await Console.Error.WriteLineAsync(Usage);
            return Composition.StartupErrors.ExitCode;
        }

        await using var app = Program.Build([.. args, "--Messaging:Pump", "false"]);
        await Migrating.Migrate(app.Services, CancellationToken.None);
        var install = new InstallAdministrator(
            email,
            name,
            Arguments.Value(args, "--country") ?? "GB",
            Arguments.Value(args, "--zone") ?? "Europe/London",
            Arguments.Value(args, "--language") ?? "en-GB"
        );
        await using var scope = app.Services.CreateAsyncScope();
        var sender = scope.ServiceProvider.GetRequiredService<ISender>();
        var made = await sender.SendAs(Actor.System("host"), install, CancellationToken.None);
        if (made.Error is { } refusal)
        {
            var fields = refusal.Fields.Select(x => $"{x.Key}: {string.Join(' ', x.Value)}");
            await Console.Error.WriteLineAsync(string.Join('\n', [refusal.Message, .. fields]));
            return 1;
        }

        Console.WriteLine($"{email} is an administrator. A new account gets a mail to set the password.");
        return 0;
    }
}
