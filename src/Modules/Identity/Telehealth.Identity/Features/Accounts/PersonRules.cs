using FluentValidation;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Domain;

namespace Telehealth.Identity.Features.Accounts;

/// <summary>The rules of a person's fields, the same wherever they are typed.</summary>
internal static class PersonRules
{
    public static IRuleBuilderOptions<T, string> IsEmail<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(PersonTexts.IsEmail)
            .WithMessage("This does not look like an email address, such as ana@example.org.");

    public static IRuleBuilderOptions<T, string> IsName<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(PersonTexts.IsName)
            .WithMessage($"Please tell us how to address you, in 1 to {PersonTexts.LongestName} characters.");

    /// <summary>In Latin letters where it is given; given where the name itself cannot stand on documents.</summary>
    public static IRuleBuilderOptions<T, string?> IsNameOnDocuments<T>(
        this IRuleBuilder<T, string?> rule,
        Func<T, string> displayName
    ) =>
        rule.Must((x, given) => !string.IsNullOrWhiteSpace(given) || CanStand(displayName(x)))
            .WithMessage(
                "Receipts and other documents are printed in Latin letters. Please write the name in them too, as in a "
                    + "passport."
            )
            .Must(x => string.IsNullOrWhiteSpace(x) || PersonTexts.IsNameOnDocuments(x))
            .WithMessage($"Please use Latin letters, 1 to {PersonTexts.LongestName} of them, as in a passport.");

    // What is no name at all is said beside that name.
    private static bool CanStand(string name) =>
        !PersonTexts.IsName(name) || PersonTexts.Printed(PersonTexts.Name(name), null) is not null;

    public static IRuleBuilderOptions<T, string> IsCountry<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(Countries.IsCode).WithMessage("Please choose a country, as two letters such as GB.");

    public static IRuleBuilderOptions<T, string> IsTimeZone<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(PersonTexts.IsTimeZone).WithMessage("Please choose a time zone, such as Europe/London.");

    public static IRuleBuilderOptions<T, string> IsLanguage<T>(this IRuleBuilder<T, string> rule) =>
        rule.Must(PersonTexts.IsLanguage).WithMessage("Please choose a language, such as en-GB.");

    public static IRuleBuilderOptions<T, string?> IsPhone<T>(
        this IRuleBuilder<T, string?> rule,
        Func<T, string> country
    ) =>
        rule.Must((x, phone) => PersonTexts.IsPhone(phone, country(x)))
            .WithMessage("This does not look like a phone number. Start with + and the country code.");

    public static IRuleBuilderOptions<T, LocalDate?> IsDateOfBirth<T>(
        this IRuleBuilder<T, LocalDate?> rule,
        IClock clock
    ) =>
        rule.Must(x => PersonTexts.IsDateOfBirth(x, clock.GetCurrentInstant().InUtc().Date.PlusDays(1)))
            .WithMessage("Please check the date of birth.");

    /// <summary>A new password for the account of this address.</summary>
    public static IRuleBuilderOptionsConditions<T, Secret> IsGoodPassword<T>(
        this IRuleBuilder<T, Secret> rule,
        Func<T, string> email
    ) =>
        rule.Custom(
            (secret, context) =>
            {
                if (PasswordRules.Fault(secret?.Value ?? "", email(context.InstanceToValidate) ?? "") is { } fault)
                {
                    context.AddFailure("password", fault);
                }
            }
        );
}
