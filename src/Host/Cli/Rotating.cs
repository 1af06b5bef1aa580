using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Security;
using Telehealth.Identity.Contracts;

namespace Telehealth.Host.Cli;

/// <summary>
/// Seals every key by the newest of <c>Encryption:Keys</c>, so that an older one can go (COM-14). The line in the audit
/// is there before it begins.
/// </summary>
internal static class Rotating
{
    public static async Task<int> Run(string[] args)
    {
        await using var app = Program.Build([.. args, "--Messaging:Pump", "false"]);
        await Migrating.Migrate(app.Services, CancellationToken.None);
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var sender = scope.ServiceProvider.GetRequiredService<ISender>();
            var said = await sender.SendAs(Actor.System("host"), new AnnounceKeyRotation(), CancellationToken.None);
            if (said.Error is { } refusal)
            {
                await Console.Error.WriteLineAsync(refusal.Message);
                return 1;
            }
        }

        var rotated = await app.Services.GetRequiredService<KeyRotation>().Run(CancellationToken.None);
        Console.WriteLine($"{rotated} keys sealed anew. Older ones of Encryption:Keys are no longer needed.");
        return 0;
    }
}
