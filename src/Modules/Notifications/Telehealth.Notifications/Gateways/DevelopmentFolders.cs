using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.Notifications.Gateways;

/// <summary>
/// Where the doubles keep their files: <c>Notifications:Folder</c>, else beside the SQLite file they belong to,
/// else data/.
/// </summary>
internal static class DevelopmentFolders
{
    public static string Of(IConfiguration configuration, string kind)
    {
        if (configuration["Notifications:Folder"] is { Length: > 0 } folder)
        {
            return Path.Combine(folder, kind);
        }

        var database = DatabaseOptions.From(configuration);
        if (database.Engine != Engine.Sqlite)
        {
            return Path.Combine("data", kind);
        }

        var file = new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
        return Path.Combine(Path.GetDirectoryName(file) ?? ".", $"{Path.GetFileNameWithoutExtension(file)}-{kind}");
    }
}
