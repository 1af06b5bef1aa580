using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Telehealth.BuildingBlocks.Infrastructure.Persistence;

/// <summary>The database engines the product runs on, chosen at run time by <c>Database:Engine</c>.</summary>
public enum Engine
{
    /// <summary>Embedded, one file; the default.</summary>
    Sqlite,

    /// <summary>Production.</summary>
    SqlServer,

    /// <summary>The second server engine.</summary>
    Postgres,
}

/// <summary>What differs between the engines.</summary>
public static class Engines
{
    /// <summary>The engine of an EF provider.</summary>
    public static Engine Of(string? provider) =>
        provider switch
        {
            "Microsoft.EntityFrameworkCore.Sqlite" => Engine.Sqlite,
            "Microsoft.EntityFrameworkCore.SqlServer" => Engine.SqlServer,
            "Npgsql.EntityFrameworkCore.PostgreSQL" => Engine.Postgres,
            _ => throw new InvalidOperationException($"Unknown database provider '{provider}'."),
        };

    /// <summary>
    /// The collation that compares bytes. Every text column has it, so that texts are equal, unique and ordered alike
    /// on every engine, whatever the database's own collation is, and any two columns can be joined or concatenated.
    /// </summary>
    public static string BinaryCollation(Engine engine) =>
        engine switch
        {
            Engine.Sqlite => "BINARY",
            Engine.SqlServer => "Latin1_General_100_BIN2",
            Engine.Postgres => "C",
            _ => throw new ArgumentOutOfRangeException(nameof(engine)),
        };

    /// <summary>A text compared byte by byte: keys, codes, unique numbers.</summary>
    public static PropertyBuilder<string> IsExactText(
        this PropertyBuilder<string> property,
        Engine engine,
        int length
    ) => property.HasMaxLength(length).UseCollation(BinaryCollation(engine));

    /// <summary>Gives every text column of the model the one collation; call it when all is mapped.</summary>
    public static void UseOneCollation(this ModelBuilder model, Engine engine)
    {
        var collation = BinaryCollation(engine);
        foreach (var property in model.Model.GetEntityTypes().SelectMany(x => x.GetDeclaredProperties()).Where(IsText))
        {
            property.SetCollation(collation);
        }
    }

    private static bool IsText(IMutableProperty property) =>
        (property.GetProviderClrType() ?? property.GetValueConverter()?.ProviderClrType ?? property.ClrType)
        == typeof(string);
}
