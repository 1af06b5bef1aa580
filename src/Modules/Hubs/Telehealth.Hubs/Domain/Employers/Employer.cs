using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Hubs.Domain.Employers;

/// <summary>Who pays for its people's sessions.</summary>
internal sealed class Employer : AggregateRoot
{
    private Employer() { }

    public Employer(Guid id, string name, BusinessPlace place, Instant now)
    {
        Id = id;
        Change(name, place);
        CreatedAt = now;
    }

    public long Sequence { get; private set; }
    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>Where it is in business: the tax on what it is sold follows from it.</summary>
    public string Country { get; private set; } = "";

    /// <summary>Its VAT registration, or null.</summary>
    public string? VatNumber { get; private set; }
    public Instant CreatedAt { get; private set; }

    public BusinessPlace Place => new(Country, VatNumber);

    /// <summary>What is booked from now on is taxed by it; bookings keep the place they were made under.</summary>
    public void Change(string name, BusinessPlace place)
    {
        Name = name;
        Country = place.Country;
        VatNumber = place.VatNumber;
    }
}

/// <summary>
/// Who runs an employer's hubs. The role alone opens nothing: without this row the employer does not exist for the
/// person.
/// </summary>
internal sealed class EmployerAdmin
{
    public Guid EmployerId { get; init; }
    public PersonId PersonId { get; init; }
    public Instant Since { get; init; }
}
