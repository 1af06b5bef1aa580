using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing.Engines;

namespace Telehealth.Testing;

/// <summary>Another database for a host that runs: starting one costs more than what many do with it.</summary>
public sealed partial class TelehealthApp
{
    /// <summary>Puts the database back to what its template holds; every host on it must then forget.</summary>
    public Task Restore(string template) => TestDatabases.Restore(database, template);

    /// <summary>
    /// Forgets what the host knows of its database. The business clock, which never goes back in the product, does
    /// here: the database is another one, of an earlier time.
    /// </summary>
    public async Task Forget()
    {
        if (database.Engine is Engine.Postgres)
        {
            await using var any = new NpgsqlConnection(Services.GetRequiredService<DatabaseOptions>().ConnectionString);
            NpgsqlConnection.ClearPool(any);
        }

        OffsetOf(Clock) = 0;
        await Clock.Load(CancellationToken.None);
        var mails = Directory.CreateDirectory(host.Configuration["Notifications:Folder"]!);
        foreach (var mail in mails.GetFiles())
        {
            mail.Delete();
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "offsetMicros")]
    private static extern ref long OffsetOf(BusinessClock clock);
}
