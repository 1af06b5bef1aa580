using Telehealth.BuildingBlocks;

namespace Telehealth.Sessions.Domain;

/// <summary>
/// What a person's calendar says of others (MKT-21). Calendar services read along, so without a row nobody is named.
/// </summary>
internal sealed class CalendarChoice : AggregateRoot
{
    private CalendarChoice() { }

    public CalendarChoice(PersonId person) => PersonId = person;

    public PersonId PersonId { get; private set; }

    public bool NamesOthers { get; private set; }

    public void Name(bool others) => NamesOthers = others;
}
