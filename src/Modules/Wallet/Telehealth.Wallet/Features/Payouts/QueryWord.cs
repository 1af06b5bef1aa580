using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Features.Payouts;

/// <summary>Reads an enum of the query by its name, as it stands in answers, whatever its case.</summary>
internal static class QueryWord
{
    public static Result<T?> Read<T>(string name, string? word)
        where T : struct, Enum =>
        word is null ? Result<T?>.Ok(null)
        : Enum.GetNames<T>().FirstOrDefault(x => x.Equals(word, StringComparison.OrdinalIgnoreCase)) is { } known
            ? Result<T?>.Ok(Enum.Parse<T>(known))
        : Error.Invalid(
            "wallet.unknown-word",
            name,
            $"Say one of: {string.Join(", ", Enum.GetNames<T>().Select(x => char.ToLowerInvariant(x[0]) + x[1..]))}."
        );
}
