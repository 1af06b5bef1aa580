using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Features.Withdrawals;

/// <summary>Reads a state as answers write it, in whatever case.</summary>
internal static class StateFilter
{
    public static T? Read<T>(string? text)
        where T : struct, Enum =>
        Enum.TryParse<T>(text, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null;

    public static Error? Check<T>(string? text)
        where T : struct, Enum =>
        text is null || Read<T>(text) is not null
            ? null
            : Error.Invalid(
                "wallet.unknown-state",
                "state",
                $"Choose one of {string.Join(", ", Enum.GetNames<T>())}, or leave it out."
            );
}
