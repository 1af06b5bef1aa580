using System.Text.RegularExpressions;
using FluentValidation;
using Telehealth.BuildingBlocks;

namespace Telehealth.Hubs.Features;

/// <summary>How the place of whoever pays is read, an employer or a partner.</summary>
internal static partial class BusinessPlaces
{
    /// <summary>As typed, without blanks around it; nothing typed is no number.</summary>
    public static BusinessPlace Of(string country, string? vatNumber) =>
        new(country, string.IsNullOrWhiteSpace(vatNumber) ? null : vatNumber.Trim());

    public static IRuleBuilderOptions<T, string> Country<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(Countries.IsCode).WithMessage("Please choose a country, as two letters such as GB.");

    public static IRuleBuilderOptions<T, string?> VatNumber<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Must(x => string.IsNullOrWhiteSpace(x) || Number().IsMatch(x.Trim()))
            .WithMessage("At most 20 letters and digits, such as IE1234567T; empty when there is none.");

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9 .-]{3,19}$", RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
