using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Hubs.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ReviewClosed : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ReviewClosedAt",
                table: "hubs_partner_visits",
                type: "bigint",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "ReviewClosedAt",
                table: "hubs_partner_visits");
        }
    }
}
