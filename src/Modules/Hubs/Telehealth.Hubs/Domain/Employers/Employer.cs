using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Hubs.Domain.Employers;

/// <summary>Who pays for its people's sessions.</summary>
internal sealed class Employer
{
    private Employer() { }

    public Employer(Guid id, string name, Instant now)
    {
        Id = id;
        Name = name;
        CreatedAt = now;
    }

    public long Sequence { get; private set; }
    public Guid Id { get; private set; }
    public string Name { get; private set; } = "";
    public Instant CreatedAt { get; private set; }
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
