using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.Testing.Engines;

/// <summary>A database of one test or test class; dropped when disposed.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    internal TestDatabase(Engine engine, string name, string connectionString)
    {
        Engine = engine;
        Name = name;
        ConnectionString = connectionString;
    }

    /// <summary>The engine.</summary>
    public Engine Engine { get; }

    /// <summary>The database's name; for SQLite the file's path.</summary>
    public string Name { get; }

    /// <summary>How to reach it.</summary>
    public string ConnectionString { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await TestDatabases.Drop(this);
}
