using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.Phones;

/// <summary>Who can prove a phone number, and what is said otherwise (ACC-04).</summary>
internal static class PhoneRules
{
    /// <summary>The signed-in person, whose number is not proven yet.</summary>
    public static async Task<Result<Person>> Unproven(IdentityDbContext db, IWork work, CancellationToken ct)
    {
        var person = work.Actor.Person is { } id ? await db.People.FirstOrDefaultAsync(x => x.Id == id, ct) : null;
        return person is null ? PersonErrors.Unknown
            : person.Phone is null ? PhoneErrors.NoPhone
            : person.PhoneVerified ? PhoneErrors.AlreadyProven
            : person;
    }
}

internal static class PhoneErrors
{
    public static readonly Error NoPhone = Error.Refused(
        "identity.no-phone",
        "There is no phone number in your account details. Save one first."
    );

    public static readonly Error AlreadyProven = Error.Conflict(
        "identity.phone-already-proven",
        "Your phone number is proven already."
    );

    public static readonly Error NothingToProve = Error.Conflict(
        "identity.nothing-to-prove",
        "This number is proven already, or it is no longer the one of the account."
    );

    public static readonly Error CodeWrong = Error.Refused(
        "identity.phone-code-wrong",
        "That code does not fit, or it is too old. Look at the latest text message, or ask for a new code."
    );

    public static readonly Error TooManyTexts = Error.Refused(
        "identity.too-many-texts",
        "We sent several codes today already. Please try again tomorrow."
    );
}
