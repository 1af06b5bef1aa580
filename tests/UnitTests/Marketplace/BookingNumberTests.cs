using Telehealth.Marketplace.Domain.Bookings;

namespace Telehealth.UnitTests.Marketplace;

public sealed class BookingNumberTests
{
    [Fact]
    public void Numbers_have_no_look_alikes_and_carry_a_check_character()
    {
        var numbers = Enumerable.Range(0, 2000).Select(_ => BookingNumber.New()).ToList();
        numbers.Distinct().Count().ShouldBe(2000);
        numbers.ShouldAllBe(x => x.Length == 11 && BookingNumber.IsValid(x));
        string.Concat(numbers).IndexOfAny([.. "01OIL2Z5S8BUV"]).ShouldBe(-1);
        BookingNumber.IsValid(numbers[0].Replace("-", " ").ToLowerInvariant()).ShouldBeTrue();
    }

    [Fact]
    public void Every_single_wrong_character_and_every_swap_of_neighbours_is_found()
    {
        for (var i = 0; i < 50; i++)
        {
            var number = BookingNumber.New().Replace("-", "");
            for (var at = 0; at < number.Length; at++)
            {
                foreach (var other in BookingNumber.Alphabet.Where(x => x != number[at]))
                {
                    BookingNumber.IsValid(number[..at] + other + number[(at + 1)..]).ShouldBeFalse();
                }

                if (at > 0 && number[at] != number[at - 1])
                {
                    var swapped = number[..(at - 1)] + number[at] + number[at - 1] + number[(at + 1)..];
                    BookingNumber.IsValid(swapped).ShouldBeFalse();
                }
            }
        }
    }
}
