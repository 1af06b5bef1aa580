using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Identity.Domain;

/// <summary>What a person tells of themselves; all of it may be changed in Account details (ACC-04).</summary>
internal sealed record PersonDetails(
    string DisplayName,
    LocalDate? DateOfBirth,
    string Country,
    string TimeZone,
    string Language,
    string? Phone,
    string? NameOnDocuments = null
);

/// <summary>Somebody who signed up: how to address them, the roles they hold, whether they may act.</summary>
internal sealed class Person : AggregateRoot
{
    private readonly List<RoleGrant> roles = [];

    private Person() { }

    public PersonId Id { get; private set; }

    public string DisplayName { get; private set; } = "";

    /// <summary>In Latin letters; needed where the name itself is not.</summary>
    public string? NameOnDocuments { get; private set; }

    /// <summary>What documents print; null while they can carry no name of the person.</summary>
    public string? PrintedName => PersonTexts.Printed(DisplayName, NameOnDocuments);

    public LocalDate? DateOfBirth { get; private set; }

    public string Country { get; private set; } = "";

    public string TimeZone { get; private set; } = "";

    public string Language { get; private set; } = "";

    public string? Phone { get; private set; }

    public bool PhoneVerified { get; private set; }

    public Instant SignedUpAt { get; private set; }

    /// <summary>When the address was proven; null until then.</summary>
    public Instant? RegisteredAt { get; private set; }

    public Instant? SuspendedAt { get; private set; }

    public string? SuspendedBecause { get; private set; }

    /// <summary>Written into access tokens; raised whenever an older token says too much.</summary>
    public int AccessVersion { get; private set; } = 1;

    /// <summary>
    /// The account made on the host at which the chain of who brought in whom begins; null for who never was staff.
    /// </summary>
    public PersonId? Lineage { get; private set; }

    /// <summary>Every role held now or before.</summary>
    public IReadOnlyList<RoleGrant> Roles => roles;

    public IReadOnlyList<string> RoleNames =>
        [.. roles.Where(x => x.IsHeld).Select(x => x.Role).Order(StringComparer.Ordinal)];

    public bool IsStaff => RoleNames.Any(BuildingBlocks.Roles.Staff.Contains);

    public static Person SignUp(PersonId id, PersonDetails details, string role, Instant now)
    {
        var person = new Person { Id = id, SignedUpAt = now };
        person.Apply(details);
        person.Add(role, GrantedBy.Self, now);
        return person;
    }

    public static Person Employ(
        PersonId id,
        PersonDetails details,
        IEnumerable<string> roles,
        GrantedBy by,
        Instant now
    )
    {
        var person = new Person
        {
            Id = id,
            SignedUpAt = now,
            RegisteredAt = now,
            Lineage = by.Lineage ?? id,
        };
        person.Apply(details);
        foreach (var role in roles.Distinct())
        {
            person.Add(role, by, now);
        }

        return person;
    }

    /// <summary>Known to us through somebody else: may be booked for and written to, cannot sign in.</summary>
    public static Person Introduce(PersonId id, PersonDetails details, Instant now)
    {
        var person = new Person { Id = id, SignedUpAt = now };
        person.Apply(details);
        person.PhoneVerified = details.Phone is not null;
        return person;
    }

    /// <summary>A second sign-up with an address nobody proved yet replaces the first.</summary>
    public void SignUpAgain(PersonDetails details, string role, Instant now)
    {
        Apply(details);
        SignedUpAt = now;
        foreach (var other in roles.Where(x => x.IsHeld && x.Role != role))
        {
            other.End(GrantedBy.Self.Key, now);
        }

        if (!Holds(role))
        {
            Add(role, GrantedBy.Self, now);
        }
    }

    public void Register(Instant now) => RegisteredAt ??= now;

    /// <summary>
    /// The date of birth is given once: by it the person may book alone or needs a guardian's consent (COM-04).
    /// </summary>
    public Error? Change(PersonDetails details)
    {
        if (DateOfBirth is not null && DateOfBirth != details.DateOfBirth)
        {
            return PersonErrors.BirthDateGiven;
        }

        Apply(details);
        return null;
    }

    public void CorrectBirthDate(LocalDate date) => DateOfBirth = date;

    public void NameForDocuments(string name) => NameOnDocuments = name;

    /// <summary>Whoever holds the phone typed the code that was sent to it.</summary>
    public void ProvePhone() => PhoneVerified = true;

    public bool Holds(string role) => roles.Any(x => x.IsHeld && x.Role == role);

    public void Grant(string role, GrantedBy by, Instant now)
    {
        if (!Holds(role))
        {
            Add(role, by, now);
            AccessVersion++;
        }
    }

    /// <summary>The host vouches for it: a chain of who brought in whom begins here.</summary>
    public void BeginLineage() => Lineage = Id;

    public void Revoke(string role, string by, Instant now)
    {
        if (roles.Find(x => x.IsHeld && x.Role == role) is { } held)
        {
            held.End(by, now);
            AccessVersion++;
        }
    }

    public void Suspend(string reason, Instant now)
    {
        if (SuspendedAt is null)
        {
            SuspendedAt = now;
            AccessVersion++;
        }

        SuspendedBecause = reason;
    }

    public void Reinstate()
    {
        SuspendedAt = null;
        SuspendedBecause = null;
    }

    /// <summary>Tokens handed out so far stop working: the password changed or the person asked for it.</summary>
    public void EndAccess() => AccessVersion++;

    private void Add(string role, GrantedBy by, Instant now)
    {
        if (BuildingBlocks.Roles.Staff.Contains(role))
        {
            Lineage ??= by.Lineage ?? Id;
        }

        roles.Add(new RoleGrant(Id, roles.Count + 1, role, by, now));
    }

    private void Apply(PersonDetails details)
    {
        DisplayName = details.DisplayName;
        NameOnDocuments = details.NameOnDocuments;
        DateOfBirth = details.DateOfBirth;
        Country = details.Country;
        TimeZone = details.TimeZone;
        Language = details.Language;
        PhoneVerified = PhoneVerified && Phone == details.Phone;
        Phone = details.Phone;
    }
}

internal static class PersonErrors
{
    public static readonly Error Unknown = Error.NotFound("identity.person-unknown", "There is no such person.");

    public static readonly Error RoleUnknown = Error.Refused("identity.role-unknown", "There is no role of that name.");

    public static readonly Error OwnAccount = Error.Refused(
        "identity.own-account",
        "You cannot suspend your own account."
    );

    public static readonly Error Changed = new(
        "identity.person-changed",
        ErrorKind.PreconditionFailed,
        "The details changed since you read them. Read them again and repeat your change."
    );

    public static readonly Error BirthDateGiven = Error.Refused(
        "identity.birth-date-given",
        "Your date of birth is on record already. If it is wrong, write to our support: they correct it."
    ) with
    {
        Fields = new Dictionary<string, string[]>
        {
            ["dateOfBirth"] = ["It is on record already. If it is wrong, write to our support."],
        },
    };

    public static readonly Error AddressTaken = Error.Conflict(
        "identity.address-taken",
        "There is an account with that email address already."
    );

    public static readonly Error AlreadyConfirmed = Error.Conflict(
        "identity.already-confirmed",
        "The address is confirmed already."
    );

    public static readonly Error BeingIntroduced = Error.Unavailable(
        "identity.person-being-introduced",
        "This person is being put in at this moment. Please try again."
    );

    public static readonly Error LinkInvalid = Error.Refused(
        "identity.link-invalid",
        "This link is no longer good: it was used, it is too old, or a newer one replaced it. Ask for a new one."
    );
}
