using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Sessions.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Guests : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "GuestEnteredAt",
                table: "sessions_sessions",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "GuestTries",
                table: "sessions_sessions",
                type: "integer",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "GuestEnteredAt",
                table: "sessions_sessions");

            migrationBuilder.DropColumn(
                name: "GuestTries",
                table: "sessions_sessions");
        }
    }
}
